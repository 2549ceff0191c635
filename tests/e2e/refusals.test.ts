import { createSandbox, type RunResult, type Sandbox } from '../support/sandbox';
import { echo, ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

const run = (...args: readonly string[]): Promise<RunResult> => sandbox.run('clistack', args);

it('a circle is opened in one of the files that make it, whoever meets it', async () => {
  ownTasks(sandbox, { 'a.js': echo('A', "deps: ['B']"), 'b.js': echo('B', "deps: ['A']") });
  const [a, b] = [sandbox.path('mine', 'a.js'), sandbox.path('mine', 'b.js')];
  for (const line of [['A'], ['Graph'], ['Graph', 'A'], ['Explain', 'A'], ['Tasks', '--parts']]) {
    const { status, stderr } = await run(...line);
    expect(status).toBe(245);
    expect(stderr).toContain(`  next: take one of these references out, in ${a} or ${b}\n`);
  }
});
