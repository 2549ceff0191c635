import { gzipSync } from 'node:zlib';

const block = 512;

export interface PackedFile {
  readonly name: string;
  readonly text: string;
  readonly mode?: number;
}

/** A gzipped ustar archive. Time stamps are zero, so the same files give the same bytes. */
export function packTarball(files: readonly PackedFile[]): Buffer {
  const parts = files.flatMap(({ name, text, mode = 0o644 }) => {
    const body = Buffer.from(text);
    return [header(name, body.length, mode), body, Buffer.alloc((block - (body.length % block)) % block)];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * block)]));
}

function header(name: string, size: number, mode: number): Buffer {
  const bytes = Buffer.alloc(block);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width, '0')}\0`;
  bytes.write(name, 0);
  bytes.write(octal(mode, 7), 100);
  bytes.write(octal(0, 7), 108);
  bytes.write(octal(0, 7), 116);
  bytes.write(octal(size, 11), 124);
  bytes.write(octal(0, 11), 136);
  // The field of the checksum counts as blanks.
  bytes.write(' '.repeat(8), 148);
  bytes.write('0', 156);
  bytes.write('ustar\0' + '00', 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${octal(sum, 6)} `, 148);
  return bytes;
}
