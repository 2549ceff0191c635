import { forwarderDll } from '../../../../lib/proof/windows/forwarder-dll';

it('makes a library whose one function is another one', () => {
  const library = forwarderDll('own.dll', 'Function', 'other.Function');
  expect(library.subarray(0, 2).toString('latin1')).toBe('MZ');
  const header = library.readUInt32LE(0x3c);
  expect(library.subarray(header, header + 4).toString('latin1')).toBe('PE\0\0');
  // Of the one section: where it lies in memory and in the file.
  const section = header + 24 + library.readUInt16LE(header + 20);
  const [memory, file] = [library.readUInt32LE(section + 12), library.readUInt32LE(section + 20)];
  const at = (address: number): number => address - memory + file;
  const textAt = (address: number): string => {
    const text = library.subarray(at(address)).toString('latin1');
    return text.slice(0, text.indexOf('\0'));
  };
  const exports = at(library.readUInt32LE(header + 24 + 112));
  const tables = [12, 28, 32].map((field) => library.readUInt32LE(exports + field));
  const [name = 0, addresses = 0, names = 0] = tables;
  expect(textAt(name)).toBe('own.dll');
  expect(textAt(library.readUInt32LE(at(names)))).toBe('Function');
  expect(textAt(library.readUInt32LE(at(addresses)))).toBe('other.Function');
});
