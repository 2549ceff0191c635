import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';
import { runScript } from '../support/script';
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

function leave(code: string): void {
  const inputs = `inputs: [${JSON.stringify(sandbox.path('in.txt'))}], outputs: []`;
  ownTasks(sandbox, {
    'first.js': `{ name: 'First', summary: 's', ${inputs}, run: () => 1 }`,
    'left.js': `{ name: 'Left', summary: 's', deps: ['First'],\nrun: () => { ${code} } }`,
  });
}

const everOpen: readonly [what: string, code: string][] = [
  ['a timer', 'setInterval(() => undefined, 100);'],
  ['a server', "require('http').createServer(() => undefined).listen(0, '127.0.0.1');"],
  ['a child', "require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => 1, 5000)']);"],
];

describe('what a task left open for ever', () => {
  it.each(everOpen)('%s does not keep the run when --timeout is over, and nothing of that is done', async (_, code) => {
    leave(code);
    const first = await run('Left', '--timeout', '500ms');
    expect(first).toMatchObject({ exit_code: 508, code: 'RUN072', states: ['First succeeded', 'Left succeeded'] });
    expect(first['message']).toMatch(/^a task left behind .+, still at work 500 ms after all tasks had ended$/);
    expect(await run('First')).toMatchObject({ states: ['First succeeded'] });
    expect(await run('First')).toMatchObject({ states: ['First skipped'] });
  });

  it('is told with the place it was opened at', async () => {
    leave('setInterval(() => undefined, 100);');
    const { message } = await run('Left', '--timeout', '500ms');
    expect(message).toMatch(/^a task left behind Timeout \(mine\/left\.js:2:26\), still/);
  });

  it('leaves nothing that --resume takes for done', async () => {
    leave(`if (!require('fs').existsSync(${JSON.stringify(sandbox.path('ok'))})) setInterval(() => undefined, 100);`);
    expect(await run('Left', '--timeout', '500ms', '--checkpoint')).toMatchObject({ exit_code: 508 });
    sandbox.write('ok', '');
    expect(await run('Left', '--timeout', '500ms', '--resume')).toMatchObject({
      exit_code: 0,
      states: ['First succeeded', 'Left succeeded'],
    });
  });

  it('does not take the place of a failure that was there before', async () => {
    leave("setInterval(() => undefined, 100); throw new Error('no');");
    expect(await run('Left', '--timeout', '500ms')).toMatchObject({ exit_code: 500, message: 'Left: no' });
  });

  it('is over its time also where it lets nothing else happen', async () => {
    leave('setTimeout(() => { const end = Date.now() + 1500; while (Date.now() < end); }, 100);');
    expect(await run('Left', '--timeout', '500ms')).toMatchObject({ exit_code: 508, code: 'RUN072' });
    expect(await run('First')).toMatchObject({ states: ['First succeeded'] });
  });

  it('of several kinds is told with all of them', async () => {
    leave("require('net').createServer().listen(0, '127.0.0.1'); setInterval(() => undefined, 100);");
    const { message } = await run('Left', '--timeout', '500ms');
    expect(message).toMatch(/^a task left behind TCPServerWrap and Timeout \(among them mine\/left\.js:2:\d+\), still/);
  });

  it('stands in the log with its code', async () => {
    leave('setInterval(() => undefined, 100);');
    await run('Left', '--timeout', '500ms');
    const { data } = documentOf(await sandbox.run('clistack', ['Logs.Show', '--task', 'Left', '--json']));
    const { lines } = data as { readonly lines: readonly object[] };
    expect(lines.at(-1)).toMatchObject({ level: 'error', event: 'closed', error: { code: 'RUN072' } });
  });

  it('is told by the other door as well', async () => {
    leave('setInterval(() => undefined, 100);');
    const { status, stderr } = await sandbox.run('just', ['Left', '--timeout', '500ms']);
    expect(status).toBe(508 % 256);
    expect(stderr).toMatch(/error RUN072: a task left behind something \(among them \S+mine\/left\.js:2:26\), still/);
  });

  it('does not hold a program', () => {
    leave('setInterval(() => undefined, 100);');
    const line =
      "const { status, error } = await clistack.runLine(['Left', '--timeout', '500ms'], { output: 'none' });";
    const { stdout } = runScript(
      sandbox,
      `${line}\nconsole.log(JSON.stringify([status, error?.code]));\nprocess.exit();`,
    );
    expect(stdout).toBe('[508,"RUN072"]\n');
  });
});

describe('what a task left open for some time', () => {
  const late = "setTimeout(() => console.error('late'), 4000);";

  it('is named after three seconds, and waited for', async () => {
    leave(late);
    const { status, stderr } = await sandbox.run('clistack', ['Left']);
    expect(status).toBe(0);
    const said =
      'warn: all tasks have ended, and what one of them left behind is waited for, Timeout (mine/left.js:2:25): await it in its task';
    expect(stderr).toContain(said);
    expect(stderr.indexOf(said)).toBeLessThan(stderr.indexOf('late\n'));
  });

  it('is a warning of the document', async () => {
    leave(late);
    const { exit_code, warnings } = documentOf(await sandbox.run('clistack', ['Left', '--json']));
    expect([exit_code, warnings]).toEqual([0, [expect.objectContaining({ task: 'Left' })]]);
  });

  it('is no word where it ends in time', async () => {
    leave('setTimeout(() => undefined, 300);');
    const { stderr } = await sandbox.run('clistack', ['Left']);
    expect(stderr).not.toContain('warn');
    expect(await run('Left', '--timeout', '5s')).toMatchObject({
      exit_code: 0,
      states: ['First skipped', 'Left succeeded'],
    });
  });
});
