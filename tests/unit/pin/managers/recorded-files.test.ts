import { damagedFiles, noteUnrecorded, type RecordedProject } from '../../../../lib/pin/python/recorded-files';
import { createMemorySystem, type MemorySystem } from '../../../../lib/system/memory';

const environment = '/p/tools/demo';
const site = `${environment}/lib/python3.11/site-packages`;
const inSite = 'tools/demo/lib/python3.11/site-packages';
const project: RecordedProject = { root: '/p', environment, keys: new Set(['demo-tool', 'lib']) };

const record = [
  'demo/__init__.py,sha256=a,3',
  '"demo/a, ""b"".py",sha256=a,3',
  'demo/c d.py,sha256=a,3',
  'demo/__pycache__/x.cpython-311.pyc,,',
  'demo/shipped.pyc,sha256=a,99',
  '../../../bin/demo,sha256=a,20',
  '/etc/elsewhere,sha256=a,5',
  'demo_tool-1.0.0.dist-info/RECORD,,',
];

/** An environment of a tool, its library, and what the user added to it. */
function installed(lineEnd = '\n'): MemorySystem {
  return createMemorySystem({
    files: {
      [`${environment}/bin/python3.11`]: '',
      [`${environment}/pyvenv.cfg`]: 'version = 3.11.2\n',
      [`${environment}/bin/demo`]: '#!/p/bin/python -E\n\n',
      [`${site}/demo/__init__.py`]: 'abc',
      [`${site}/demo/a, "b".py`]: 'abc',
      [`${site}/demo/c d.py`]: 'abc',
      [`${site}/demo/shipped.pyc`]: '',
      [`${site}/demo_tool-1.0.0.dist-info/RECORD`]: record.map((line) => line + lineEnd).join(''),
      [`${site}/lib-1.dist-info/RECORD`]: 'lib.py,sha256=a,2\n',
      [`${site}/lib.py`]: 'ab',
      [`${site}/added-1.dist-info/RECORD`]: 'added.py,sha256=a,2\n',
      [`${site}/bare-1.dist-info/METADATA`]: '',
    },
    links: { [`${environment}/bin/python`]: 'python3.11' },
  });
}

/** With what was noted when it was installed. */
function noted(lineEnd = '\n'): MemorySystem {
  const system = installed(lineEnd);
  noteUnrecorded(system, project);
  return system;
}

it.each(['\n', '\r\n'])('is not damaged as it was installed, with lines that end in %j', (lineEnd) => {
  expect(damagedFiles(noted(lineEnd), project)).toEqual([]);
  expect(damagedFiles(installed(lineEnd), project)).toEqual([]);
});

it('is not damaged where it was put in with files that its RECORD tells otherwise', () => {
  const system = installed();
  system.files.write(`${site}/lib.py`, 'longer');
  system.files.remove(`${site}/demo/c d.py`);
  expect(damagedFiles(system, project)).toEqual([`${inSite}/demo/c d.py`, `${inSite}/lib.py`]);
  noteUnrecorded(system, project);
  expect(damagedFiles(system, project)).toEqual([]);
});

it.each([
  [`${inSite}/demo/__init__.py`, ''],
  [`${inSite}/demo/a, "b".py`, 'abcd'],
  [`${inSite}/demo/c d.py`, 'ab'],
  [`${inSite}/lib.py`, ''],
  ['tools/demo/bin/demo', ''],
])('is damaged where %j reads %j, or is gone', (path, text) => {
  for (const system of [noted(), installed()]) {
    system.files.write(`/p/${path}`, text);
    expect(damagedFiles(system, project)).toEqual([path]);
    system.files.remove(`/p/${path}`);
    expect(damagedFiles(system, project)).toEqual([path]);
  }
});

it('is damaged where a program was cut off, as far as it was noted how long it was', () => {
  const [system, before] = [noted(), installed()];
  for (const one of [system, before]) one.files.write(`${environment}/bin/demo`, '#!/p/bin/python\n');
  expect([damagedFiles(system, project), damagedFiles(before, project)]).toEqual([['tools/demo/bin/demo'], []]);
});

it('is not damaged by what is no part of the lock, nor by files that a python compiled', () => {
  const system = noted();
  system.files.write(`${site}/added.py`, '');
  system.files.write(`${site}/demo/shipped.pyc`, 'other');
  system.files.write(`${site}/demo/new.py`, '');
  expect(damagedFiles(system, project)).toEqual([]);
});

it('says that the note is damaged where it is', () => {
  const system = noted();
  system.files.write('/p/file-sizes.txt', '20 tools/de');
  expect(damagedFiles(system, project)).toEqual(['file-sizes.txt']);
});
