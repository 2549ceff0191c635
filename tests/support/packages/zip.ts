import { crc32 } from 'node:zlib';

/** A zip archive of stored files, as small as the format allows; the same files give the same bytes. */
export function packZip(files: readonly { readonly name: string; readonly text: string }[]): Buffer {
  let at = 0;
  const parts = files.map(({ name, text }) => {
    const body = Buffer.from(text);
    const common = commonFields(name, body);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, Buffer.from(name), body]);
    const place = Buffer.alloc(14);
    // 0644 of an ordinary file, in the upper half of the outer attributes.
    place.writeUInt32LE((0o100644 << 16) >>> 0, 6);
    place.writeUInt32LE(at, 10);
    // Made by unix, so that the attributes are read as a mode.
    const head = Buffer.from('PK\u0001\u0002\u0014\u0003', 'latin1');
    at += local.length;
    return { local, central: Buffer.concat([head, common, place, Buffer.from(name)]) };
  });
  const central = Buffer.concat(parts.map((part) => part.central));
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts.map((part) => part.local), central, end]);
}

/** What the two headers of a file have in common: from the needed version to the length of the extra field. */
function commonFields(name: string, body: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  // 1 January 2020; the format has no time before 1980.
  fields.writeUInt16LE(((2020 - 1980) << 9) | (1 << 5) | 1, 8);
  fields.writeUInt32LE(crc32(body), 10);
  fields.writeUInt32LE(body.length, 14);
  fields.writeUInt32LE(body.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return fields;
}
