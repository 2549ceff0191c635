import { readRuns } from '../../lib/journal';
import { createRealSystem } from '../../lib/system/real';
import { documentOf } from '../support/sandbox';
import { describeWith } from '../support/oracles';
import { createToolHome, type ToolHome } from '../support/tool-home';

interface Step {
  readonly kind: string;
  readonly path: string;
}

interface Task {
  readonly task: string;
  readonly steps?: readonly Step[];
}

describeWith('pipx', 'the dry run of Bootstrap on a fresh machine', () => {
  let home: ToolHome;
  beforeEach(async () => {
    home = await createToolHome();
    home.npm.publish('demo', '1.0.0');
    home.npm.publish('loose', '1.0.0', { time: '2020-01-01T00:00:00Z' });
    home.wheels.publish('demo-py', '1.0.0');
    home.write('.profile', '');
    // Where the journal lies as well, which is no change of the machine.
    home.write('.local/share/own', '');
    home.config({
      tools: { npm: ['demo', 'loose'], pipx: ['demo-py'] },
      pins: { npm: { demo: '1.0.0', loose: '^1' }, pipx: { 'demo-py': '1.0.0' } },
    });
  });
  afterEach(() => home.close());

  /** Names that hold a random part, or a version that only a registry knows, are made comparable. */
  const line = (task: string, { kind, path }: Step): string => {
    const shape = path
      .slice(home.home.length + 1)
      .replace('@newest-', '@1.0.0-')
      .replaceAll(/(?<=@[\d.]+-)[0-9a-f]{8}|(?<=\.shared\.)\d+-[0-9a-f]+/g, '<fresh>');
    return `${task}: ${kind} ${shape}`;
  };

  it('lists what the real run does, wrappers and PATH included, and nothing twice', async () => {
    const { tasks } = documentOf(await home.clistack(['Bootstrap', '--dry-run', '--json']));
    const planned = (tasks as readonly Task[]).flatMap(({ task, steps = [] }) => steps.map((step) => line(task, step)));
    expect(home.npm.hits).toEqual([]);

    await home.clistack(['Bootstrap']);
    const [run] = readRuns(createRealSystem(), home.path('.local/state/clistack/journal'));
    const real = (run?.steps ?? []).map(({ task, step }) => line(task, step));
    for (const task of ['NpmInstall', 'PipxInstall', 'MasterBin.Rebuild'])
      expect(real.some((one) => one.startsWith(task))).toBe(true);
    // npm builds several tools side by side: which of them is linked first is chance.
    expect(planned.toSorted()).toEqual(real.toSorted());
  });
});
