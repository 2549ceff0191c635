import { readdirSync } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

const bad = "{ name: 'Bad', summary: 's', run: () => { throw new Error('no'); } }";
const run = (...args: readonly string[]): Promise<RunResult> => sandbox.run('clistack', [...args, '--json']);
const locks = (): readonly string[] =>
  readdirSync(`${sandbox.state}/locks`).filter((name) => name.startsWith('checkpoint'));

it.each([
  ['calls process.exit(0)', 'process.exit(0)', 'RUN500', 'importState (hooks.js): calls process.exit(0)'],
  ['throws', "throw new Error('boom')", 'RUN500', 'importState (hooks.js): boom'],
  ['is rejected later', "(async () => { throw new Error('boom'); })()", 'RUN500', 'Good Bad: boom'],
])('importState that %s makes no run green, and leaves no lock', async (_, body, code, message) => {
  ownTasks(sandbox, {
    'bad.js': bad,
    'good.js': "{ name: 'Good', summary: 's', run: () => 1 }",
    'hooks.js': `module.exports = { exportState: () => 1, importState: () => { ${body}; } };\n`,
  });
  await run('Good', 'Bad', '--checkpoint');
  const document = documentOf(await run('Good', 'Bad', '--resume'));
  expect(document).toMatchObject({ exit_code: 500, error: { code, message } });
  expect(locks()).toEqual([]);
});

it.each([
  ['SIGINT', 130, 'RUN011'],
  ['SIGTERM', 143, 'RUN012'],
] as const)('%s while the checkpoint of another run is waited for ends as it does else', async (signal, exit, code) => {
  // The timer of the one that waits fires as soon as it really waits for something: before that nothing lets the loop turn.
  const wait = `const go = process.env.SEND; if (go) setTimeout(() => process.kill(process.pid, go), 1).unref();
    module.exports = { name: 'Wait', summary: 's', run: ({ log, signal }) => { log.info('ready');
      return new Promise((ok) => { const t = setInterval(() => 0, 1000); signal.addEventListener('abort', () => { clearInterval(t); ok(); }); }); } };\n`;
  ownTasks(sandbox, { 'wait.js': wait });
  let second: Promise<RunResult> | undefined;
  await sandbox.run('clistack', ['Wait', '--checkpoint'], {
    onStderr: (text, child) => {
      if (!text.includes('ready') || second !== undefined) return;
      second = sandbox
        .run('clistack', ['Wait', '--resume', '--wait', '30s', '--json'], { env: { SEND: signal } })
        .finally(() => child.kill('SIGTERM'));
    },
  });
  const result = await second;
  expect(result).toMatchObject({ status: exit, signal: null });
  if (result !== undefined) expect(documentOf(result)).toMatchObject({ exit_code: exit, error: { code } });
});
