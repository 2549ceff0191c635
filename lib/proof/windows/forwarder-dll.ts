/** Sizes and places of the one section and of what lies in front of it. */
const rva = 0x1000;
const fileAlign = 0x200;
const sectionAlign = 0x1000;
const headerSize = 0x400;

/**
 * A Windows library (PE32+, x86-64) without code that answers one function by another library's: `ProcessPrng` by
 * `advapi32.SystemFunction036`. Wine 8 lacks the library that every add-on written in Rust asks for random numbers; goes away with it.
 */
export function forwarderDll(library: string, name: string, target: string): Buffer {
  const section = exportSection(library, name, target);
  const raw = Buffer.alloc(roundUp(section.length, fileAlign));
  section.copy(raw);
  return Buffer.concat([headers(section.length, raw.length), raw]);
}

/** Directory, one address, one name, one ordinal, then the texts. An address inside the section means: forwarded. */
function exportSection(library: string, name: string, target: string): Buffer {
  const tables = 40 + 4 + 4 + 2;
  const texts = [library, name, target].map((text) => Buffer.from(`${text}\0`));
  const [libraryAt, nameAt, targetAt] = texts.map(
    (_, index) => rva + tables + texts.slice(0, index).reduce((sum, text) => sum + text.length, 0),
  );
  const data = Buffer.alloc(tables);
  data.writeUInt32LE(libraryAt ?? 0, 12);
  // First ordinal, functions, names; then where the three tables are.
  for (const [at, value] of [[16, 1], [20, 1], [24, 1], [28, rva + 40], [32, rva + 44], [36, rva + 48]] as const) data.writeUInt32LE(value, at); // prettier-ignore
  data.writeUInt32LE(targetAt ?? 0, 40);
  data.writeUInt32LE(nameAt ?? 0, 44);
  return Buffer.concat([data, ...texts]);
}

function headers(dataSize: number, rawSize: number): Buffer {
  const h = Buffer.alloc(headerSize);
  h.write('MZ', 0);
  h.writeUInt32LE(0x80, 0x3c);
  h.write('PE\0\0', 0x80, 'latin1');
  const coff = 0x84;
  // x86-64, one section, size of the optional header, an executable library for large addresses.
  for (const [at, value] of [[0, 0x8664], [2, 1], [16, 240], [18, 0x2022]] as const) h.writeUInt16LE(value, coff + at); // prettier-ignore
  const optional = coff + 20;
  h.writeUInt16LE(0x20b, optional);
  h.writeBigUInt64LE(0x1_8000_0000n, optional + 24);
  const sizeOfImage = rva + roundUp(dataSize, sectionAlign);
  for (const [at, value] of [[8, rawSize], [32, sectionAlign], [36, fileAlign], [56, sizeOfImage], [60, headerSize], [108, 16]] as const) h.writeUInt32LE(value, optional + at); // prettier-ignore
  // OS and subsystem version 6, console, no code in data.
  for (const [at, value] of [[40, 6], [48, 6], [68, 3], [70, 0x100]] as const) h.writeUInt16LE(value, optional + at); // prettier-ignore
  // Stack and heap: reserved, committed.
  for (const [at, value] of [[72, 0x10_0000n], [80, 0x1000n], [88, 0x10_0000n], [96, 0x1000n]] as const) h.writeBigUInt64LE(value, optional + at); // prettier-ignore
  h.writeUInt32LE(rva, optional + 112);
  h.writeUInt32LE(dataSize, optional + 116);
  const section = optional + 240;
  h.write('.rdata', section);
  // Initialised data, readable.
  for (const [at, value] of [[8, dataSize], [12, rva], [16, rawSize], [20, headerSize], [36, 0x4000_0040]] as const) h.writeUInt32LE(value, section + at); // prettier-ignore
  return h;
}

function roundUp(size: number, to: number): number {
  return Math.ceil(size / to) * to;
}
