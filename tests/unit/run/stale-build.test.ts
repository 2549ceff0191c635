import { refuseStaleBuild } from '../../../lib/run/stale-build';
import { createMemorySystem, type MemorySystem } from '../../../lib/system/memory';
import { hashBytes } from '../../../lib/system/tree-hash';

const text = 'export const one = 1;\n';

/** A checkout in memory, built from what lies in it. */
function built(): MemorySystem {
  const system = createMemorySystem({ files: { '/repo/lib/run/one.ts': text, '/repo/lib/run/read.me': '' } });
  const timeOf = (path: string): number => system.files.stat(path)?.mtimeMs ?? 0;
  const hash = hashBytes(Buffer.from(text));
  const sources = {
    // Folders in memory keep their time; with another one the names are looked at.
    folders: { lib: [0, ['run']], 'lib/run': [0, ['one.ts', 'read.me']] },
    files: { 'lib/run/one.ts': [timeOf('/repo/lib/run/one.ts'), text.length, hash] },
  };
  system.files.makeFolder('/repo/dist');
  system.files.write('/repo/dist/sources.json', JSON.stringify(sources));
  system.advance(1000);
  return system;
}

it('lets a checkout alone whose sources are those that were built', () => {
  expect(() => { refuseStaleBuild(built().files, '/repo'); }).not.toThrow(); // prettier-ignore
});

it.each<[string, (files: MemorySystem['files']) => void]>([
  ['one source says something else', (files) => { files.write('/repo/lib/run/one.ts', text.replace('1', '2')); }],
  ['one source is gone', (files) => { files.remove('/repo/lib/run/one.ts'); }],
  ['a source is new', (files) => { files.write('/repo/lib/run/two.ts', text); }],
  ['a folder is new', (files) => { files.makeFolder('/repo/lib/new'); }],
])('refuses it when %s', (_, change) => {
  const { files } = built();
  change(files);
  expect(() => { refuseStaleBuild(files, '/repo'); }).toThrow(/is not what dist\/ was built from/); // prettier-ignore
}); // prettier-ignore

it.each<[string, (files: MemorySystem['files']) => void]>([
  ['a source was only touched', (files) => { files.write('/repo/lib/run/one.ts', text); }],
  ['an editor keeps a file beside a source', (files) => { files.write('/repo/lib/run/.one.ts.swp', ''); }],
  ['it is an installed package, without sources', (files) => { files.removeTree('/repo/lib'); }],
  ['the build keeps no record', (files) => { files.remove('/repo/dist/sources.json'); }],
])('lets it alone when %s', (_, change) => {
  const { files } = built();
  change(files);
  expect(() => { refuseStaleBuild(files, '/repo'); }).not.toThrow(); // prettier-ignore
}); // prettier-ignore
