import { ownTasks } from '../support/own-tasks';
import { createSandbox, type Sandbox } from '../support/sandbox';
import { toldBy } from '../support/told';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

/** What a task does that ends well, and fails behind its end. */
const behind: readonly [title: string, body: string, code: string][] = [
  ['throws later', "() => { setTimeout(() => { throw new Error('late'); }, 100); }", 'RUN500'],
  ['leaves a child that fails', "({ system }) => { void system.processes.run(process.execPath, ['-e', 'process.exit(3)']); }", 'SYS011'],
  ['leaves the process later', '() => { setTimeout(() => process.exit(0), 100); }', 'RUN010'],
  ['asks for a failing exit code', '() => { process.exitCode = 4; }', 'RUN030'],
]; // prettier-ignore

const run = (...line: readonly string[]): Promise<Record<string, unknown>> => toldBy(sandbox, ...line);

describe.each(behind)('a task that %s', (_, body, code) => {
  it('is not fresh in the next run', async () => {
    sandbox.write('in.txt', '1');
    const own = `inputs: ['${sandbox.path('in.txt')}'], outputs: []`;
    ownTasks(sandbox, { 'late.js': `{ name: 'Late', summary: 's', ${own}, run: ${body} }` });
    const first = await run('Late');
    expect(first).toMatchObject({ code, states: ['Late succeeded'] });
    expect(await run('Late')).toEqual(first);
  });

  it('is not done for a run that goes on', async () => {
    ownTasks(sandbox, {
      'late.js': `{ name: 'Late', summary: 's', run: ${body} }`,
      'after.js':
        "{ name: 'After', summary: 's', deps: ['Late'], run: () => new Promise((go) => setTimeout(go, 600)) }",
    });
    expect(await run('After', '--checkpoint')).toMatchObject({ code });
    expect(await run('After', '--resume')).toMatchObject({ code, reasons: [null, null] });
  });
});

it('what was fresh before a run in which something else failed later stays so', async () => {
  sandbox.write('in.txt', '1');
  const kept = `{ name: 'Kept', summary: 's', inputs: ['${sandbox.path('in.txt')}'], outputs: [], run: () => 1 }`;
  ownTasks(sandbox, {
    'kept.js': kept,
    'code.js': "{ name: 'Code', summary: 's', run: () => { process.exitCode = 4; } }",
  });
  expect(await run('Kept')).toMatchObject({ exit_code: 0 });
  expect(await run('Kept', 'Code')).toMatchObject({ code: 'RUN030', states: ['Kept skipped', 'Code succeeded'] });
  expect(await run('Kept')).toMatchObject({ states: ['Kept skipped'] });
});
