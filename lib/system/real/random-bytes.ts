import { closeSync, openSync, readSync } from 'node:fs';

/**
 * Unpredictable bytes. Read from the kernel's own device where there is one: loading node:crypto for a run id and a few temporary names
 * costs more than all else that a small run does.
 */
export function randomBytes(count: number): Buffer {
  // On Windows the path would be a file that anyone may have made.
  if (process.platform === 'win32') return cryptoBytes(count);
  const bytes = Buffer.alloc(count);
  try {
    const fd = openSync('/dev/urandom', 'r');
    try {
      if (readSync(fd, bytes, 0, count, null) === count) return bytes;
    } finally {
      closeSync(fd);
    }
  } catch {
    // A container without devices.
  }
  return cryptoBytes(count);
}

function cryptoBytes(count: number): Buffer {
  return (require('node:crypto') as typeof import('node:crypto')).randomBytes(count);
}

/** A version 4 GUID. */
export function randomId(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
