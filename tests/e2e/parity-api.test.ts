import { createSandbox, type Sandbox } from '../support/sandbox';
import { echo, ownTasks } from '../support/own-tasks';
import { runScript } from '../support/script';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  ownTasks(sandbox, {
    'good.js': echo('Good'),
    'bad.js': "{ name: 'Bad', summary: 's', run: ({ log }) => { log.warn('careful'); throw new Error('no luck'); } }",
    'both.js': "{ name: 'Both', summary: 's', deps: ['Bad?', 'Good'] }",
    'hang.js': "{ name: 'Hang', summary: 's', run: () => new Promise(() => undefined) }",
    'late.js':
      "{ name: 'Late', summary: 's', run: () => new Promise(() => setTimeout(() => { throw new Error('too late'); }, 10)) }",
    'wait.js':
      "{ name: 'Wait', summary: 's', run: ({ signal }) => new Promise((ok) => { const t = setInterval(() => 0, 1000); signal.addEventListener('abort', () => { clearInterval(t); ok(); }); }) }",
    'exit.js': "{ name: 'Exit', summary: 's', run: () => process.exit(0) }",
  });
});
afterEach(() => {
  sandbox.dispose();
});

/** What a script says of the results of lines that it runs without any output of theirs. */
function results(...lines: readonly (readonly string[])[]): readonly unknown[] {
  const { stdout, stderr, status } = runScript(
    sandbox,
    `for (const line of ${JSON.stringify(lines)}) {
      const r = await clistack.runLine(line, { output: 'none' });
      console.log(JSON.stringify({
        status: r.status, success: r.success, all: r.all.has('Good') && r.all.has('Rebuild'), data: r.data,
        tasks: r.tasks.map(({ name, state }) => name + ' ' + state), errors: r.errors.map(({ task, error }) => task + ' ' + error.code),
        warnings: r.warnings, error: r.error === null ? null : r.error.code }));
    }`,
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trim().split('\n').map((line) => JSON.parse(line) as unknown); // prettier-ignore
}

it('16: runLine runs a line in this process, never throws, and answers all, tasks, errors, warnings and error', () => {
  const warnings = [{ task: 'Bad', message: 'careful' }];
  const none = { errors: [], warnings: [], error: null };
  expect(results(['Good'], ['Both'], ['Bad'], ['Nobody'], ['Good', '--nonsense'])).toEqual([
    { status: 0, success: true, all: true, data: 'Good ran', tasks: ['Good succeeded'], ...none },
    {
      status: 201, success: true, all: true, data: null, tasks: ['Bad failed', 'Good succeeded', 'Both succeeded'],
      errors: ['Bad RUN500'], warnings, error: null,
    },
    { status: 500, success: false, all: true, data: null, tasks: ['Bad failed'], errors: ['Bad RUN500'], warnings, error: 'RUN500' },
    { status: 501, success: false, all: false, data: null, tasks: [], ...none, error: 'RUN001' },
    { status: 501, success: false, all: false, data: null, tasks: [], ...none, error: 'RUN003' },
  ]); // prettier-ignore
});

it('16: a run that never ends, or is cut off by an error nobody caught, ends with its result, and the program goes on', () => {
  const failed = (task: string, status: number, code: string): unknown => ({
    status, success: false, all: true, data: null, tasks: [`${task} failed`], errors: [`${task} ${code}`], warnings: [], error: code,
  }); // prettier-ignore
  const good = expect.objectContaining({ status: 0, data: 'Good ran' }) as unknown;
  expect(results(['Hang'], ['Good'], ['Late'], ['Good'])).toEqual([
    failed('Hang', 509, 'RUN009'),
    good,
    failed('Late', 500, 'RUN500'),
    good,
  ]);
});

it('16: runLine speaks as a typed line does unless it is told not to, and leaves log and record', () => {
  const { stdout, stderr } = runScript(sandbox, "await clistack.runLine(['Good']);");
  expect(stdout).toBe('"Good ran"\n');
  expect(stderr).toMatch(/^ok {7}Good \(/);
  const { stdout: runs } = runScript(sandbox, "await clistack.runLine(['Runs.List']);");
  expect(runs).toMatch(/ 0 +\d+ ms {2}Good\n$/);
});

it('16: the console of a program stays its own: neither output nor --json mutes or moves what a task prints with it', () => {
  ownTasks(sandbox, {
    'loud.js': "{ name: 'Loud', summary: 's', run: () => { console.log('printed'); return 'answered'; } }",
  });
  const { stdout, stderr } = runScript(
    sandbox,
    "for (const line of [['Loud'], ['Loud', '--json']]) await clistack.runLine(line, { output: 'none' }); await clistack.runLine(['Loud', '--json', '--quiet']);",
  );
  expect(stdout).toMatch(/^printed\nprinted\nprinted\n\{[^]*"answered"[^]*\}\n$/);
  expect(stderr).toBe('');
});

it('16: the result names the tasks of the run that take the place of others', () => {
  ownTasks(sandbox, {
    'config/show.js': "{ name: 'Config.Show', summary: 'mine', run: () => 'mine' }",
    'good.js': echo('Good'),
  });
  const { stdout } = runScript(
    sandbox,
    `for (const line of [['Config.Show'], ['Good']]) console.log(JSON.stringify((await clistack.runLine(line, { output: 'none' })).redefined));`,
  );
  expect(stdout).toBe('["Config.Show"]\n[]\n');
});

it('16: lines that a program runs at once leave it the exit code that it had', () => {
  const { status, stdout } = runScript(
    sandbox,
    `process.exitCode = 7;
     const all = await Promise.all([['Good'], ['Good']].map((line) => clistack.runLine(line, { output: 'none' })));
     console.log(all.map(({ status }) => status).join(), process.exitCode);`,
  );
  expect({ status, stdout }).toEqual({ status: 7, stdout: '0,0 7\n' });
});

it('16: a signal ends the run as Ctrl-C would', () => {
  const { stdout } = runScript(
    sandbox,
    `const stop = new AbortController();
     setTimeout(() => stop.abort(), 300);
     const r = await clistack.runLine(['Wait'], { output: 'none', signal: stop.signal });
     console.log(r.status, r.error.code);`,
  );
  expect(stdout).toBe('130 RUN011\n');
});

it('16: a task that ends the process ends it red, also inside a program', () => {
  const { status, stdout } = runScript(
    sandbox,
    "await clistack.runLine(['Exit'], { output: 'none' }); console.log('not reached');",
  );
  expect({ status, stdout }).toEqual({ status: 509 % 256, stdout: '' });
});
