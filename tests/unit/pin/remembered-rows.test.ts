import { dirname } from 'node:path';
import { compareRemembered } from '../../../lib/pin';
import { lockPath } from '../../../lib/pin/lock-file';
import type { Config } from '../../../lib/config';
import type { MemorySystem } from '../../../lib/system/memory';
import { home, makeWorld, sourceFiles } from '../config/world';

const npm = `${home}/.local/share/clistack/tools/npm`;
const memory = `${home}/.local/state/clistack/pins-seen.json`;
const project = (version: string): string => `${npm}/.store/demo@${version}-abcd`;
const filesOf = (version: string): Readonly<Record<string, string>> => ({
  [`${project(version)}/package-lock.json`]: JSON.stringify({ packages: { 'node_modules/demo': { version } } }),
  [`${project(version)}/node_modules/demo/package.json`]: `{ "version": "${version}", "bin": "cli.js" }`,
});
const linkOf = (version: string): Readonly<Record<string, string>> => ({
  [`${project(version)}/node_modules/.bin/demo`]: '../demo/cli.js',
});

const makeProgram = ({ files }: MemorySystem, path: string): void => {
  files.write(path, '', { mode: 0o755 });
};

/** A machine with one tool, and rows as `tool installed action`; `looks` counts how often a manager was opened for them. */
function machine(pins: Readonly<Record<string, string>> = { demo: '1.0.0' }, settled = true) {
  const { system, config, paths } = makeWorld({
    files: { ...sourceFiles, ...filesOf('1.0.0'), ...filesOf('2.0.0') },
    links: { [`${npm}/demo`]: project('1.0.0'), ...linkOf('1.0.0'), ...linkOf('2.0.0') },
  });
  for (const version of ['1.0.0', '2.0.0']) makeProgram(system, `${project(version)}/node_modules/demo/cli.js`);
  if (settled) system.advance(5000);
  let opened = 0;
  const load = (path: string): unknown => {
    opened += 1;
    return require(path) as unknown;
  };
  const signal = new AbortController().signal;
  const world = { system, paths, signal, dryRun: false };
  return {
    system,
    paths,
    rows: (
      over: Partial<Pick<Config, 'pins'>> & {
        readonly version?: string;
        readonly dryRun?: boolean;
        readonly fresh?: boolean;
      } = {},
    ) => {
      const { version = '1', dryRun = false, fresh = false, pins: others = { npm: pins } } = over;
      const all = { ...config, tools: { npm: ['demo'] }, pins: others };
      const rows = compareRemembered({ ...world, dryRun, config: all }, { version, fresh }, load);
      return rows.map(({ tool, installed, action }) => `${tool} ${installed ?? '-'} ${action}`);
    },
    looks: () => {
      const before = opened;
      opened = 0;
      return before > 0;
    },
  };
}

/** A machine that has been looked at once. */
function known(): ReturnType<typeof machine> {
  const made = machine();
  expect(made.rows()).toEqual(['demo 1.0.0 keep']);
  expect(made.looks()).toBe(true);
  return made;
}

it('looks again at nothing that has not changed', () => {
  const { rows, looks } = known();
  expect([rows(), looks()]).toEqual([['demo 1.0.0 keep'], false]);
});

it.each<readonly [string, (of: ReturnType<typeof machine>) => void, string]>([
  ['the version in a package', ({ system }) => { system.files.write(`${project('1.0.0')}/node_modules/demo/package.json`, '{ "version": "6.6.6", "bin": "cli.js" }'); }, 'demo 6.6.6 downgrade'],
  ['a lock', ({ system }) => { system.files.write(`${project('1.0.0')}/package-lock.json`, '{ "packages": { "node_modules/other": { "version": "1.0.0" } } }'); }, 'demo 1.0.0 repair'],
  ['a program that is gone', ({ system }) => { system.files.remove(`${project('1.0.0')}/node_modules/demo/cli.js`); }, 'demo - repair'],
  ['the version in use', ({ system }) => { system.links.retarget(`${npm}/demo`, project('2.0.0')); }, 'demo 2.0.0 downgrade'],
  ['a tool that is gone', ({ system }) => { system.links.remove(`${npm}/demo`); }, 'demo - install'],
])('sees %s', (_, change, row) => {
  const made = known();
  change(made);
  expect([made.rows(), made.looks()]).toEqual([[row], true]);
}); // prettier-ignore

it('sees a tool that is not listed, also where nothing of it is whole', () => {
  const { system, rows } = known();
  system.links.make(`${npm}/broken`, `${npm}/.store/broken@1.0.0-abcd`);
  expect(rows()).toEqual(['broken - extra', 'demo 1.0.0 keep']);
});

it('sees a tool that is new, and a lock', () => {
  const { system, paths, rows } = known();
  const two = `${npm}/.store/demo-two@3.0.0-abcd`;
  for (const folder of ['demo-two', '.bin']) system.files.makeFolder(`${two}/node_modules/${folder}`);
  system.files.write(`${two}/node_modules/demo-two/package.json`, '{ "version": "3.0.0", "bin": "cli.js" }');
  makeProgram(system, `${two}/node_modules/demo-two/cli.js`);
  system.links.make(`${two}/node_modules/.bin/demo-two`, '../demo-two/cli.js');
  system.links.make(`${npm}/demo-two`, two);
  expect(rows()).toEqual(['demo 1.0.0 keep', 'demo-two 3.0.0 extra']);
  system.files.makeFolder(dirname(lockPath(system, paths)));
  system.files.write(lockPath(system, paths), '{}');
  expect(() => rows()).toThrow('pins.lock.json:1:1 cannot be trusted');
});

/** A tool with one dependency, as its lock says. */
function knownTree(): ReturnType<typeof machine> {
  const made = machine();
  const root = project('1.0.0');
  const packages = { 'node_modules/demo': { version: '1.0.0' }, 'node_modules/@s/inner': { version: '1.0.0' } };
  made.system.files.write(`${root}/package-lock.json`, JSON.stringify({ packages }));
  made.system.files.makeFolder(`${root}/node_modules/@s/inner`);
  made.system.files.write(`${root}/node_modules/@s/inner/package.json`, '{ "version": "1.0.0" }');
  made.system.advance(5000);
  expect([made.rows(), made.looks(), made.rows(), made.looks()]).toEqual([
    ['demo 1.0.0 keep'],
    true,
    ['demo 1.0.0 keep'],
    false,
  ]);
  return made;
}

it('sees a dependency that was put in anew', () => {
  const { system, rows } = knownTree();
  const place = `${project('1.0.0')}/node_modules/@s/inner`;
  system.files.makeFolder(`${place}-new`);
  system.files.write(`${place}-new/package.json`, '{ "version": "2.0.0" }');
  system.files.removeTree(place);
  system.files.move(`${place}-new`, place);
  expect(rows()).toEqual(['demo 1.0.0 repair']);
});

it.each<readonly [string, (of: ReturnType<typeof machine>) => readonly string[]]>([
  ['when it is asked to read all', ({ rows }) => rows({ fresh: true })],
  ['after a day', ({ system, rows }) => (system.advance(86_400_000), rows())],
  ['when the clock went back by more than a day', ({ system, rows }) => (system.advance(-90_000_000), rows())],
])('sees what was written into a dependency %s', (_, again) => {
  const made = knownTree();
  made.system.files.write(`${project('1.0.0')}/node_modules/@s/inner/package.json`, '{ "version": "2.0.0" }');
  expect(again(made)).toEqual(['demo 1.0.0 repair']);
});

it('looks at each file when it is asked to read all, and at none of them else', () => {
  const { system, rows } = machine();
  system.files.write(`${project('1.0.0')}/file-sizes.txt`, '4 node_modules/demo/lib.js\n');
  system.advance(5000);
  expect([rows(), rows({ fresh: true }), rows()]).toEqual([
    ['demo 1.0.0 keep'],
    ['demo 1.0.0 repair'],
    ['demo 1.0.0 keep'],
  ]);
  system.files.write(`${project('1.0.0')}/node_modules/demo/lib.js`, 'four');
  expect(rows({ fresh: true })).toEqual(['demo 1.0.0 keep']);
});

it('sees other pins and another version of the code', () => {
  const { rows, looks } = known();
  expect(rows({ pins: { npm: { demo: '2.0.0' } } })).toEqual(['demo 1.0.0 upgrade']);
  rows();
  looks();
  rows({ version: '2' });
  expect(looks()).toBe(true);
});

it('remembers nothing that is so young that a change of it could go unseen', () => {
  const { system, rows } = machine({}, false);
  rows();
  expect(system.files.stat(memory)).toBeUndefined();
});

it('remembers nothing in a dry run', () => {
  const { system, rows } = machine();
  rows({ dryRun: true });
  expect(system.files.stat(memory)).toBeUndefined();
});

it('goes without a memory that it may neither read nor write', () => {
  const { system, rows } = machine();
  system.files.makeFolder(memory);
  expect([rows(), rows()]).toEqual([['demo 1.0.0 keep'], ['demo 1.0.0 keep']]);
});

it.each(['', '{', '[]', '{ "asked": 1 }'])('takes a damaged memory for none: %s', (text) => {
  const { system, rows, looks } = known();
  system.files.write(memory, text);
  expect([rows(), looks()]).toEqual([['demo 1.0.0 keep'], true]);
});
