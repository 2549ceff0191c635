import { existsSync, readdirSync } from 'node:fs';
import { readProcesses } from '../../lib/system/real/process-table';
import { describeWith } from '../support/oracles';
import type { RunResult } from '../support/sandbox';
import { createToolHome, type ToolHome } from '../support/tool-home';

const tools = '.local/share/clistack/tools/pipx';

describeWith('pipx', 'a first PipxInstall that is cut off', () => {
  let home: ToolHome;
  beforeEach(async () => {
    home = await createToolHome();
    home.wheels.publish('demo-py', '1.0.0');
    home.config({ tools: { pipx: ['demo-py'] } });
  });
  afterEach(() => home.close());

  /** What lies beside the tools: the environment with the pip that they share, or what was to become it. */
  const halves = (): readonly string[] =>
    existsSync(home.path(tools)) ? readdirSync(home.path(tools)).filter((name) => name.includes('shared')) : [];

  const cutOff = (signal: NodeJS.Signals): Promise<RunResult> =>
    home.clistack(['PipxInstall'], {
      onStart: (child) => {
        const look = setInterval(() => {
          // The environment is there, and pip is being put into it.
          if (!halves().some((name) => existsSync(home.path(tools, name, 'libs', 'pyvenv.cfg')))) return;
          clearInterval(look);
          const below = [...readProcesses().values()].filter(({ parent }) => parent === child.pid);
          child.kill(signal);
          // What a killed run has started goes on, and would make again what the next one takes away.
          if (signal === 'SIGKILL') for (const { pid } of below) process.kill(-pid, signal);
        }, 20);
        look.unref();
      },
    });

  it('by Ctrl-C takes its half away, and says that it was cancelled', async () => {
    const { status, stderr } = await cutOff('SIGINT');
    expect(status).toBe(130);
    expect(halves()).toEqual([]);
    expect(stderr).toContain('cancelled PipxInstall');
  });

  it('by a kill leaves a half that the next one takes away', async () => {
    await cutOff('SIGKILL');
    expect(halves()).toHaveLength(1);
    expect((await home.clistack(['PipxInstall'])).status).toBe(0);
    expect(halves()).toEqual(['.shared']);
  });
});
