import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { itUnless } from '../support/only-where';
import { makeFolderElsewhere, whyNoOtherVolume } from '../support/other-volume';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';
import { listPoints, type Point } from '../support/sweep/points';

let sandbox: Sandbox;
let other: string;
beforeEach(() => {
  sandbox = createSandbox();
  other = makeFolderElsewhere('clistack-moves-');
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  sandbox.write(
    'tasks/own/move.js',
    `module.exports = { name: 'Own.Move', summary: 'x', mutates: true, changes: 'the link',
      env: ['FROM'], run: ({ system }) => {
        system.files.move(system.environment.get('FROM'), ${JSON.stringify(sandbox.path('moves/link'))}, { overLink: true });
      } };`,
  );
});
afterEach(() => {
  sandbox.dispose();
  rmSync(other, { recursive: true, force: true });
});

/** What is to take the place of the link, new each time. */
function plant(kind: string): string {
  const from = kind.endsWith('volume') ? join(other, 'from') : sandbox.path('moves', 'from');
  for (const path of [sandbox.path('moves'), sandbox.state, from]) rmSync(path, { recursive: true, force: true });
  mkdirSync(sandbox.path('moves'));
  if (kind.startsWith('file')) writeFileSync(from, 'precious');
  else {
    mkdirSync(from);
    writeFileSync(join(from, 'in'), 'precious');
  }
  symlinkSync(from, sandbox.path('moves/link'));
  return from;
}

/** As on file systems that cannot swap two names. */
const noSwap = ['-e', 'inject=renameat2:error=EINVAL'];
const calls = 'renameat2,rename,link,linkat,symlink,unlink,rmdir,openat,fsync';

async function move(from: string, trace: string, faults: readonly string[]): Promise<void> {
  const wrap = ['strace', '-f', '-qq', '-y', '-s', '0', '-o', trace, '-e', `trace=${calls}`, ...noSwap, ...faults];
  await sandbox.run('clistack', ['Own.Move'], { wrap, env: { FROM: from } });
}

async function pointsOf(kind: string): Promise<readonly Point[]> {
  const trace = sandbox.path('trace');
  const from = plant(kind);
  await move(from, trace, []);
  expect(contentOf(kind)).toBe('precious');
  return listPoints(readFileSync(trace, 'utf8'), [sandbox.path('moves'), other]).filter(
    ({ reads, call }) => !reads && call !== 'renameat2',
  );
}

const link = (): string => sandbox.path('moves/link');
const isThere = (): boolean => lstatSync(link(), { throwIfNoEntry: false }) !== undefined;
/** Through the link or in its place: what whoever opens the path finds. */
const contentOf = (kind: string): string => readFileSync(kind.startsWith('file') ? link() : join(link(), 'in'), 'utf8');

const kinds = ['file', 'folder', 'file of another volume', 'folder of another volume'];

jest.setTimeout(120_000);

for (const kind of kinds)
  itUnless(
    kind.endsWith('volume') ? whyNoOtherVolume : undefined,
    `a ${kind} that takes the place of a link is missing no longer than until the next command where names cannot be swapped`,
    async () => {
      const points = await pointsOf(kind);
      expect(points.length).toBeGreaterThan(1);
      const missing: string[] = [];
      for (const { call, nth, shape } of points) {
        const from = plant(kind);
        await move(from, '/dev/null', ['-e', `inject=${call}:signal=KILL:when=${nth}`]);
        const at = `${call} ${nth} ${shape}`;
        if (!isThere()) missing.push(at);
        // A command of any kind.
        const next = documentOf(await sandbox.run('clistack', ['Runs.List', '--json']));
        expect([at, isThere(), next.exit_code]).toEqual([at, true, 0]);
        expect([at, contentOf(kind)]).toEqual([at, 'precious']);
        // What was moved is whole, at one place of the two; the next changing run leaves nothing of ours behind.
        const undo = await sandbox.run('clistack', ['Undo.Run']);
        expect([at, [0, 245].includes(undo.status ?? -1)]).toEqual([at, true]);
        expect([at, lstatSync(link()).isSymbolicLink(), contentOf(kind)]).toEqual([at, true, 'precious']);
        const left = [...readdirSync(sandbox.path('moves')), ...readdirSync(other)].filter((name) =>
          name.endsWith('tmp'),
        );
        expect([at, left]).toEqual([at, []]);
      }
      // A file takes the place in one step; of a folder this can only be put right afterwards, or the test would prove nothing.
      if (kind.startsWith('file')) expect(missing).toEqual([]);
      else expect(missing).not.toEqual([]);
    },
  );
