import { damagedFiles } from '../../../../lib/pin/file-sizes';
import { noteInstalledFiles } from '../../../../lib/pin/npm/installed-files';
import { createMemorySystem, type MemorySystem } from '../../../../lib/system/memory';

const packages = '/p/node_modules';

/** A project of two packages, as it was noted when it was built. */
function built(): MemorySystem {
  const files = {
    [`${packages}/demo/package.json`]: '{}',
    [`${packages}/demo/bin/demo.cjs`]: 'print()',
    [`${packages}/demo/a b\n\\n.js`]: 'print()',
    [`${packages}/demo/empty.js`]: '',
    [`${packages}/demo/.hidden/data.json`]: '{}',
    [`${packages}/@s/lib/py/__pycache__/old.pyc`]: 'compiled',
    [`${packages}/@s/lib/index.js`]: 'export {}',
    [`${packages}/.package-lock.json`]: '{}',
    [`${packages}/.cache/demo/kept`]: 'kept',
    '/p/package.json': '{}',
  };
  const system = createMemorySystem({ files, links: { [`${packages}/.bin/demo`]: '../demo/bin/demo.cjs' } });
  noteInstalledFiles(system, '/p');
  return system;
}

it('is not damaged as it was built', () => {
  expect(damagedFiles(built(), '/p')).toEqual([]);
});

it.each(['demo/bin/demo.cjs', 'demo/a b\n\\n.js', 'demo/empty.js', 'demo/.hidden/data.json', '@s/lib/index.js'])(
  'is damaged where a file is gone, or of another size: %j',
  (name) => {
    const [cut, gone, folder] = [built(), built(), built()];
    cut.files.write(`${packages}/${name}`, 'x');
    gone.files.remove(`${packages}/${name}`);
    folder.files.remove(`${packages}/${name}`);
    folder.files.makeFolder(`${packages}/${name}`);
    const found = [`node_modules/${name}`];
    expect([cut, gone, folder].map((system) => damagedFiles(system, '/p'))).toEqual([found, found, found]);
  },
);

it('is damaged with all that lay in a folder that is gone', () => {
  const system = built();
  system.files.removeTree(`${packages}/@s`);
  expect(damagedFiles(system, '/p')).toEqual(['node_modules/@s/lib/index.js']);
});

it('is not damaged by what tools and npm keep there, nor by another time', () => {
  const system = built();
  system.advance(5000);
  system.files.write(`${packages}/demo/bin/demo.cjs`, 'print()');
  system.files.write(`${packages}/demo/.cache`, 'new');
  system.files.write(`${packages}/@s/lib/py/__pycache__/old.pyc`, 'other');
  system.files.write(`${packages}/.package-lock.json`, '');
  system.files.removeTree(`${packages}/.cache`);
  expect(damagedFiles(system, '/p')).toEqual([]);
});

it('says nothing where nothing was noted, and that the note is damaged where it is', () => {
  const system = built();
  system.files.write('/p/file-sizes.txt', '7 node_modules/demo');
  expect(damagedFiles(system, '/p')).toEqual(['file-sizes.txt']);
  system.files.remove('/p/file-sizes.txt');
  system.files.write(`${packages}/demo/bin/demo.cjs`, '');
  expect(damagedFiles(system, '/p')).toEqual([]);
});
