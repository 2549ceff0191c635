import { existsSync, readdirSync, renameSync, writeFileSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  ownTasks(sandbox, {
    'chat.js': `{ name: 'Chat', summary: 's', options: { until: { type: 'string', describe: 'd' } },
      run: async ({ log, options, system, paths, signal }) => {
        log.info('first');
        while (system.files.stat(paths.home + '/' + options.until) === undefined && !signal.aborted) await new Promise((ok) => setTimeout(ok, 20));
        log.warn('last');
      } }`,
  });
});
afterEach(() => {
  sandbox.dispose();
});

const runId = '11111111-2222-4333-8444-555555555555';

/** Starts a run that says `first`, and waits until a follower of it has told so; then the run may go on to its end. */
async function followed(...flags: readonly string[]): Promise<RunResult> {
  let chat: Promise<RunResult> | undefined;
  const first = new Promise<string>((resolve) => {
    chat = sandbox.run('clistack', ['Chat', '--until', 'go'], {
      onStderr: (text) => {
        if (text.includes('first')) resolve(text);
      },
    });
  });
  await first;
  // What is on stderr reaches the file a moment later.
  while (!existsSync(logs()) || !logged().some((line) => line.includes('"first"')))
    await new Promise((resolve) => setTimeout(resolve, 20));
  const [id = ''] = logged().map((line) => (JSON.parse(line) as { readonly corr_id: string }).corr_id);
  const follower = sandbox.run('clistack', ['Logs.Show', '--run', id.slice(0, 8), '--follow', ...flags], {
    onStart: () => setTimeout(() => sandbox.write('go', ''), 600),
  });
  const [result] = await Promise.all([follower, chat]);
  return result;
}
const logs = (): string => join(sandbox.state, 'reports', 'logs');
const logged = (): readonly string[] => readdirSync(logs()).flatMap((name) => sandbox.read(`.local/state/clistack/reports/logs/${name}`).trim().split('\n')); // prettier-ignore

it('tells the lines of a run as they come, and ends when the run is over', async () => {
  const { stdout, status } = await followed();
  expect(status).toBe(0);
  const words = stdout.trim().split('\n').map((line) => line.split('  ').at(-1)); // prettier-ignore
  expect(words).toEqual(['started', 'first', 'last', 'succeeded']);
});

it('tells only the task and level that were asked for, in one document with --json', async () => {
  const document = documentOf(await followed('--task', 'chat', '--level', 'warn', '--json'));
  expect(document['data']).toEqual({ lines: [expect.objectContaining({ msg: 'last', task: 'Chat' })] });
});

it('goes on into a file that is begun meanwhile, waits for the rest of a line, and ends with Ctrl-C', async () => {
  await sandbox.run('clistack', ['Config.Validate']);
  const [name = ''] = readdirSync(logs());
  const line = (msg: string): string =>
    `${JSON.stringify({ ts: 't', task: 'Other', level: 'info', msg, corr_id: runId })}\n`;
  const begin = (): void => {
    // Its own first line goes into the same file: half a line of another one must not stand before it.
    if (!logged().some((text) => text.includes('"Logs.Show"'))) setTimeout(begin, 20);
    else {
      appendFileSync(join(logs(), name), line('one').slice(0, 20));
      setTimeout(() => { appendFileSync(join(logs(), name), line('one').slice(20)); }, 700); // prettier-ignore
    }
  };
  const next = join(logs(), '9999-01-01.jsonl');
  let isBegun = false;
  const result = await sandbox.run('clistack', ['Logs.Show', '--task', 'Other', '--follow'], {
    onStart: begin,
    onStdout: (text, child) => {
      if (text.includes('two')) child.kill('SIGINT');
      else if (text.includes('one') && !isBegun) {
        isBegun = true;
        writeFileSync(`${next}.new`, line('two'));
        renameSync(`${next}.new`, next);
      }
    },
  });
  expect(result.status).toBe(130);
  // Who follows without a run has no other way to end it: nothing went wrong.
  expect(result.stderr).not.toMatch(/RUN011|error|next:/);
  expect(result.stdout).toBe('t  info    Other  one\nt  info    Other  two\n');
});

it.each([
  ['run', 'abcd1234', 'there is no run abcd1234 yet: it is waited for until it begins'],
  ['task', 'Chatt', 'there is no task Chatt, nor a line of one: it is waited for until there is'],
])('says of a %s that nobody knows that it is waited for', async (what, value, said) => {
  const result = await sandbox.run('clistack', ['Logs.Show', `--${what}`, value, '--follow'], {
    onStderr: (text, child) => {
      if (text.includes('it is waited for')) child.kill('SIGINT');
    },
  });
  expect(result.status).toBe(130);
  expect(result.stderr).toContain(`warn: ${said}`);
});

it('says nothing of the kind of one that is known', async () => {
  expect((await followed()).stderr).not.toContain('warn');
});

it('refuses the name of no task, and says which was meant', async () => {
  const document = documentOf(await sandbox.run('clistack', ['Logs.Show', '--task', 'Chatt', '--json']));
  expect(document).toMatchObject({
    exit_code: 501,
    error: { code: 'RUN001', message: expect.stringContaining('did you mean Chat?') as unknown },
  });
});
