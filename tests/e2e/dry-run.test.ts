import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Task } from '../../lib/run/define-task';
import { indexNames } from '../../lib/run/task-index';
import { makeTools } from '../support/made-tools';
import { prepareHome } from '../support/prepared-home';
import { pretendedTools, pretendManagers } from '../support/pretended-managers';
import { createSandbox, documentOf, fixtureTasks, packageRoot, type Sandbox } from '../support/sandbox';
import { mutatedPaths } from '../support/strace';
import { changedPaths } from '../support/snapshot';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  prepareHome(sandbox);
});
afterEach(() => {
  sandbox.dispose();
});

interface Fixture {
  readonly task: string;
  readonly args?: readonly string[];
  /** Typed commands that have to run first. */
  readonly before?: readonly (readonly string[])[];
  /** Puts into the home what the task needs beside the prepared one. */
  readonly prepare?: (sandbox: Sandbox) => void;
  /** Package managers are there, and tools are listed: one in one version of every manager, or a free one of npm. */
  readonly tools?: 'all' | 'npm';
  /** Variables of the first of them. */
  readonly env?: Readonly<Record<string, string>>;
}

const pinned = { 'CLISTACK__pins__npm__demo-tool': '1.0.0' };

/** Every mutating task, each with something to change. A test below says when one is missing here. */
const fixtures: readonly Fixture[] = [
  { task: 'CentralizeApply' },
  { task: 'CentralizeRevert', before: [['CentralizeApply']] },
  { task: 'Completion.Install' },
  { task: 'Config.Init' },
  { task: 'Enforce.Once' },
  { task: 'Enforce.Release', before: [['Enforce.Once']] },
  { task: 'MasterBin.Clean', prepare: makeTools, before: [['MasterBin.Rebuild']] },
  { task: 'MasterBin.Rebuild', prepare: makeTools },
  { task: 'Quarantine.Purge', args: ['--all', '--yes'], before: [['Enforce.Once']] },
  { task: 'Quarantine.Restore', before: [['Enforce.Once']] },
  { task: 'Undo.Run', before: [['Enforce.Once']] },
  { task: 'Fixture.Install' },
  ...['NpmInstall', 'PipxInstall', 'UvInstall', 'CargoInstall'].map((task) => ({ task, tools: 'all' as const })),
  { task: 'Pin.Import', args: ['--apply'] },
  { task: 'Pin.Sync', tools: 'all' },
  { task: 'Pin.Lock', tools: 'npm', before: [['Pin.Sync']] },
  { task: 'Update.All', tools: 'npm', before: [['Pin.Sync'], ['Pin.Lock'], ['Update.Check']], env: pinned },
];

interface Step {
  readonly kind: string;
  readonly path: string;
  readonly to?: string;
  readonly undo?: { readonly kind: string };
}

/** Names that hold a random part or the time are made comparable: the two runs draw different ones. */
function shape(path: string): string {
  return path
    .slice(sandbox.home.length + 1)
    .replaceAll(/\d{8}T\d{6}Z-[0-9a-f]{8}(?![0-9a-f-])/g, '<item>')
    .replaceAll(/(?<=@[\d.]+-)[0-9a-f]{8}|(?<=\.shared\.)\d+-[0-9a-f]+/g, '<fresh>')
    .replaceAll(/\d{8}T\d{9}Z-[0-9a-f-]{36}/g, '<run>');
}

/**
 * Where our own bookkeeping lies, which is no change of the machine. Quarantine and the mark of an undone run are. Code is kept by a Node for which
 * the build has kept none.
 */
const bookkeeping =
  /^\.local(\/state(\/clistack(\/((journal(?!.*undone\.json)|locks|reports|tools\.json|completion).*|code(\/bundle[^/]*\.cache)?))?)?)?$/;

it.each(fixtures)(
  'the dry run of $task lists exactly what the real run does, seen from outside',
  async ({ task, args = [], before = [], prepare, tools, env: first = {} }) => {
    const listed = tools === 'all' ? pretendedTools : tools === 'npm' ? { tools: { npm: ['demo-tool'] } } : {};
    sandbox.config({ taskFolders: [fixtureTasks], ...listed });
    prepare?.(sandbox);
    const env: Record<string, string> = tools === undefined ? {} : { PATH: pretendManagers(sandbox) };
    if (task === 'Pin.Import') sandbox.write('.tool-versions', 'npm:demo-tool 1.0.0\n');

    if (task === 'Config.Init') args = ['--file', sandbox.path('made/new.json')];
    for (const [n, line] of before.entries())
      await sandbox.run('clistack', line, { env: n === 0 ? { ...env, ...first } : env });
    if (task === 'Quarantine.Restore') args = [itemOf(await sandbox.run('clistack', ['Quarantine.List', '--json']))];

    const plan = documentOf(
      await sandbox.run('clistack', [task, ...args, '--dry-run', '--json', '--no-deps'], { env }),
    );
    const tree = sandbox.tree();
    const trace = sandbox.path('trace.txt');
    const wrap = [
      'strace',
      '-f',
      '-qq',
      '-y',
      '-s',
      '4096',
      '-o',
      trace,
      '-e',
      'trace=openat,rename,renameat,renameat2,mkdir,mkdirat,unlink,unlinkat,rmdir,symlink,symlinkat,link,linkat,chmod,fchmodat,fchmod,execve',
    ];
    const real = await sandbox.run('clistack', [task, ...args, '--no-deps'], { wrap, env });
    expect(real.status).toBe(0);

    const [planned] = plan['tasks'] as readonly { readonly steps: readonly Step[] }[];
    const steps = planned?.steps ?? [];
    expect(steps.length).toBeGreaterThan(0);
    // A temporary beside its place is told from outside by the place alone.
    const wished = new Set(
      steps
        .flatMap(touched)
        .filter((path) => !path.endsWith('.clistack-tmp'))
        .map(shape),
    );
    const mutated = mutatedPaths(readFileSync(trace, 'utf8'), sandbox.home).filter((path) => path !== trace);
    const seen = new Set(mutated.map(shape).filter((path) => !bookkeeping.test(path)));
    const covered = (path: string, paths: ReadonlySet<string>): boolean =>
      paths.has(path) || [...wholeTrees(steps)].some((tree) => path.startsWith(`${tree}/`));
    expect([...seen].filter((path) => !covered(path, wished))).toEqual([]);
    expect([...wished].filter((path) => !bookkeeping.test(path) && !seen.has(path))).toEqual([]);

    const differing = changedPaths(tree, sandbox.tree()).filter(
      (path) => path !== 'trace.txt' && !bookkeeping.test(path),
    );
    const explained = differing.filter((path) =>
      [...wished].some((wish) => `${shape(sandbox.path(path))}/`.startsWith(`${wish}/`)),
    );
    expect(differing).toEqual(explained);
  },
);

/** Paths a step touches; a child touches what lies in its folder, which it says itself. */
function touched(step: Step): readonly string[] {
  if (step.kind === 'child.run') return step.undo?.kind === 'remove' ? [] : [join(step.path, 'tool')];
  return step.to === undefined ? [step.path] : [step.path, step.to];
}

/** Folders that are removed whole, or given to a child whole. */
function wholeTrees(steps: readonly Step[]): ReadonlySet<string> {
  const whole = steps.filter(({ kind, undo }) => kind === 'tree.remove' || undo?.kind === 'remove');
  return new Set(whole.map(({ path }) => shape(path)));
}

function itemOf(result: Awaited<ReturnType<Sandbox['run']>>): string {
  const { items } = documentOf(result)['data'] as { readonly items: readonly { readonly id: string }[] };
  return items[0]?.id ?? '';
}

it('covers every mutating task there is', () => {
  const [, ...lines] = readFileSync(join(packageRoot, 'dist/tasks', indexNames.tasks), 'utf8')
    .trim()
    .split('\n');
  const tasks = lines.map((line) => (JSON.parse(line) as { readonly spec: Task }).spec);
  const mutating = tasks.filter(({ mutates }) => mutates === true).map(({ name }) => name);
  expect(mutating).not.toEqual([]);
  expect(fixtures.map(({ task }) => task)).toEqual(expect.arrayContaining(mutating));
});
