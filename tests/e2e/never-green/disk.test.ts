import { chmodSync, mkdirSync } from 'node:fs';
import { createSandbox, documentOf, doors, type Sandbox } from '../../support/sandbox';
import { task } from '../../support/never-green/case';

let sandbox: Sandbox;
const reports = '.local/state/clistack/reports';

beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  sandbox.write('tasks/own/case.js', task('Own.Case', '() => 1'));
  sandbox.write('tasks/own/report.js', task('Own.Report', "({ report }) => report.write('own.json', { one: 1 })"));
  sandbox.write(
    'tasks/own/change.js',
    task(
      'Own.Change',
      "({ system, paths }) => system.files.write(paths.home + '/changed/file', 'x')",
      "mutates: true, changes: 'a file',",
    ),
  );
  mkdirSync(sandbox.path('changed'));
  sandbox.write('tasks/own/all.js', "module.exports = { name: 'Own.All', summary: 'A case', deps: ['Own.Case'] };\n");
});
afterEach(() => {
  sandbox.dispose();
});

/** In front of a command: over this folder lies a disk of its own, one page large and full. */
function fullDisk(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const script = 'mount -t tmpfs -o size=4k,mode=700 tmpfs "$0"; head -c 4096 /dev/zero >"$0/full"; exec "$@"';
  return ['unshare', '-Urm', 'sh', '-ec', script, folder];
}

/** Places that cannot be written because something else is in the way: true for every user, root too. */
const blocked: readonly [what: string, path: string, task: string, code: string, flags?: readonly string[]][] = [
  ['log', `${reports}/logs`, 'Own.Case', 'RUN031'],
  ['record of the run', `${reports}/runs`, 'Own.Case', 'RUN031'],
  ['effective config', `${reports}/effective_config.json/folder`, 'Own.All', 'RUN031'],
  ['report', `${reports}/own.json/folder`, 'Own.Report', 'SYS005'],
  ['journal', '.local/state/clistack/journal', 'Own.Change', 'SYS007'],
  ['checkpoint', '.local/state/clistack/checkpoints', 'Own.Case', 'SYS007', ['--checkpoint']],
  ['folder of locks', '.local/state/clistack/locks', 'Own.Change', 'SYS004'],
];

describe.each(doors)('through %s', (door) => {
  it.each(blocked)('a %s that cannot be written is never green', async (_, path, name, code, flags = []) => {
    sandbox.write(path, 'in the way');
    const result = await sandbox.run(door, [name, ...flags, '--json']);
    expect(result.status).toBe(506 % 256);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: 506, error: { code } });
  });

  it.each([
    ['journal', ['Undo.List']],
    ['journal', ['Undo.Run']],
    ['journal', ['Undo.Run', '--run', '7f3c']],
    ['checkpoints', ['Own.Case', '--resume']],
    ['checkpoints', ['Own.Case', '--resume', '--what-if']],
  ])('nothing is told of a file in the place of the folder %s: %j', async (folder, words) => {
    sandbox.write(`.local/state/clistack/${folder}`, '');
    const result = await sandbox.run(door, [...words, '--json']);
    expect(result.status).toBe(506 % 256);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: 506, error: { code: 'SYS007' } });
  });

  it.each([
    ['a change', ['Own.Change']],
    ['a checkpoint', ['Own.Case', '--checkpoint']],
  ])(
    '%s is refused where others may write into the state folder, and what needs none of it is done',
    async (_, words) => {
      const state = sandbox.path('.local/state/clistack');
      mkdirSync(state, { recursive: true });
      chmodSync(state, 0o777);
      const result = await sandbox.run(door, [...words, '--json']);
      expect(result.status).toBe(506 % 256);
      expect(documentOf(result)).toMatchObject({ error: { code: 'SYS007', data: { path: state } } });
      expect((await sandbox.run(door, ['Own.Case'])).status).toBe(0);
    },
  );

  it.each<(typeof blocked)[number]>([
    ['log', `${reports}/logs`, 'Own.Case', 'RUN031'],
    ['record of the run', `${reports}/runs`, 'Own.Case', 'RUN031'],
    ['report', reports, 'Own.Report', 'SYS004'],
    ['journal', '.local/state/clistack/journal', 'Own.Change', 'SYS004'],
    ['checkpoint', '.local/state/clistack/checkpoints', 'Own.Case', 'SYS004', ['--checkpoint']],
    ['change itself', 'changed', 'Own.Change', 'SYS004'],
  ])('a disk that is full when the %s is written is never green', async (_, path, name, code, flags = []) => {
    const result = await sandbox.run(door, [name, ...flags, '--json'], { wrap: fullDisk(sandbox.path(path)) });
    expect(result.status).toBe(506 % 256);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: 506, error: { code } });
  });

  it('a file of events that takes no more is never green, and the record says so', async () => {
    const result = await sandbox.run(door, ['Own.Case', '--json-events', '/dev/full', '--json']);
    expect(result.status).toBe(506 % 256);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: 506, error: { code: 'RUN031' } });
    expect((await sandbox.run('clistack', ['Runs.List'])).stdout).toMatch(/ 506 .*Own\.Case/);
  });
});

it.each([
  ['the record of the run', 'runs'],
  ['the log', 'logs'],
])('where %s cannot be written the place is shown, by Health.Check too', async (what, name) => {
  sandbox.write(`${reports}/${name}`, 'in the way');
  const place = sandbox.path(reports, name);
  for (const line of ['Own.Case', 'Health.Check']) {
    const { status, stderr } = await sandbox.run('clistack', [line]);
    expect(status).toBe(506 % 256);
    expect(stderr).toContain(`error RUN031: the tasks ended, but ${what} could not be written: `);
    expect(stderr).toContain(`\n  next: ls -lad '${place}' && df -h '${place}'\n`);
  }
});

it('a folder that the system does not make is refused, and not tried for ever', async () => {
  const result = await sandbox.run('clistack', ['Build.Parallel', 'Own.Case', '--logs', '/proc/none/logs', '--json'], {
    onStart: ({ kill }) =>
      setTimeout(() => {
        kill('SIGKILL');
      }, 10_000).unref(),
  });
  expect(documentOf(result)).toMatchObject({ exit_code: 506, error: { code: 'SYS001' } });
});
