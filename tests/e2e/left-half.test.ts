import { existsSync } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, type RunResult, type Sandbox } from '../support/sandbox';
import { toldBy } from '../support/told';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write('in.txt', '1');
});
afterEach(() => {
  sandbox.dispose();
});

const run = (...line: readonly string[]): Promise<Record<string, unknown>> => toldBy(sandbox, ...line);
const at = (name: string): string => JSON.stringify(sandbox.path(name));

/** What a task leaves behind that has a second half. */
const left = {
  'a timer': "setTimeout(() => require('fs').writeFileSync(half, ''), 2200);",
  'a child': "require('child_process').spawn('sh', ['-c', 'sleep 2.2'], { stdio: 'ignore' });",
  'a child of the System': "system.processes.run('sleep', ['2.2']).catch(() => undefined);",
  'a server': `const server = require('net').createServer();
    await new Promise((then) => server.listen(0, '127.0.0.1', then));
    if (require('fs').existsSync(ok)) server.close();`,
};
/** What is over when the task ends, though Node may not have closed all of it. */
const waitedFor = {
  nothing: '',
  'a timer that it waited for': 'await new Promise((then) => setTimeout(then, 20));',
  'a child that it waited for': "await new Promise((then) => require('child_process').spawn('true').on('exit', then));",
  'a child of the System that it waited for': "await system.processes.run('true', []);",
  'a file that it waited for': "await require('stream/promises').pipeline(require('fs').createReadStream(__filename), require('fs').createWriteStream(half));",
}; // prettier-ignore

/** `First` and behind it `Second`, which says that it is at work and ends as the code says. */
function tasks(leaves: string, ends: string): void {
  const { path } = sandbox;
  const first = `async ({ system }) => { const [half, ok] = [${at('half')}, ${at('ok')}]; ${leaves} }`;
  const files = `inputs: [${JSON.stringify(path('in.txt'))}], outputs: []`;
  ownTasks(sandbox, {
    'first.js': `{ name: 'First', summary: 's', ${files}, run: ${first} }`,
    'second.js': `{ name: 'Second', summary: 's', deps: ['First'], run: async () => {
      require('fs').writeFileSync(${at('begun')}, '');
      if (!require('fs').existsSync(${at('ok')})) { ${ends} }
    } }`,
  });
}

/** Sends the signal when the second task is at work. */
function ended(signal: NodeJS.Signals): Promise<RunResult> {
  return sandbox.run('clistack', ['Second', '--checkpoint'], {
    onStart: (child) => {
      const looking = setInterval(() => {
        if (!existsSync(sandbox.path('begun'))) return;
        clearInterval(looking);
        child.kill(signal);
      }, 20);
    },
  });
}

const never = 'await new Promise(() => { setInterval(() => undefined, 1000); });';

describe.each(['SIGINT', 'SIGKILL'] as const)('in a run that %s ended', (signal) => {
  it.each(Object.entries(left))('a task that left %s behind is neither fresh nor done', async (_, leaves) => {
    tasks(leaves, never);
    await ended(signal);
    sandbox.write('ok', '');
    const told = await run('Second', '--resume');
    expect(told).toMatchObject({ states: ['First succeeded', 'Second succeeded'], reasons: [null, null] });
  });

  it.each(Object.entries(waitedFor))('a task that left %s behind is done and fresh', async (_, leaves) => {
    tasks(leaves, never);
    await ended(signal);
    sandbox.write('ok', '');
    expect(await run('First')).toMatchObject({ states: ['First skipped'] });
    const { reasons } = await run('Second', '--resume');
    expect(reasons).toEqual([expect.stringContaining('done in run'), null]);
  });
});

it.each(Object.entries(left))(
  'a task that left %s behind is not fresh behind a run that failed, which tells it to stop',
  async (what, leaves) => {
    tasks(leaves, `${what === 'a server' ? 'setTimeout(() => process.exit(), 50);' : ''} throw new Error('no');`);
    expect(await run('Second')).toMatchObject({ states: ['First succeeded', 'Second failed'] });
    expect(await run('First', '--timeout', '3s')).toMatchObject({ states: ['First succeeded'] });
  },
);

it('a task that left something behind is not fresh where a later one was given up', async () => {
  tasks(left['a timer'], never);
  expect(await run('Second', '--timeout', '200ms')).toMatchObject({
    exit_code: 508,
    states: ['First succeeded', 'Second failed'],
  });
  expect(existsSync(sandbox.path('half'))).toBe(true);
  expect(await run('First')).toMatchObject({ states: ['First succeeded'] });
});

it('a task that left something behind is fresh when that has come to its end', async () => {
  tasks("setTimeout(() => require('fs').writeFileSync(half, ''), 300);", '');
  expect(await run('Second')).toMatchObject({ states: ['First succeeded', 'Second succeeded'] });
  expect(await run('Second')).toMatchObject({ states: ['First skipped', 'Second succeeded'] });
});
