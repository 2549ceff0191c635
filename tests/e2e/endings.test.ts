import { existsSync, readdirSync } from 'node:fs';
import { isAtWork } from '../support/is-at-work';
import { createSandbox, documentOf, doors, fixtureTasks, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [fixtureTasks] });
});
afterEach(() => {
  sandbox.dispose();
});

describe.each(doors)('through %s', (door) => {
  it.each([
    ['Fixture.Hang', 509, 'RUN009'],
    ['Fixture.Exit', 509, 'RUN010'],
    ['Fixture.Callback', 500, 'RUN500'],
  ] as const)('%s is never green: %s', async (task, exit, code) => {
    const result = await sandbox.run(door, [task, '--json']);
    expect(result.status).toBe(exit % 256);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: exit, error: { code } });
  });

  it.each([
    ['SIGINT', 130, 'RUN011'],
    ['SIGTERM', 143, 'RUN012'],
    ['SIGHUP', 143, 'RUN012'],
    ['SIGQUIT', 131, 'RUN013'],
  ] as const)('%s ends the whole tree of children, and the run with its own status', async (signal, exit, code) => {
    let sent = false;
    const started = { at: 0 };
    const result = await sandbox.run(door, ['Fixture.Children', '--json'], {
      onStderr: (text, child) => {
        if (sent || !text.includes('ready')) return;
        sent = true;
        started.at = Date.now();
        child.kill(signal);
      },
    });
    expect(Date.now() - started.at).toBeLessThan(2000);
    expect(result.status).toBe(exit);
    expect(documentOf(result)).toMatchObject({ exit_code: exit, error: { code } });
    for (const name of ['child', 'grandchild']) expect(isAtWork(Number(sandbox.read(name)))).toBe(false);
  });

  it.each([
    ['SIGINT', 130, 'interrupted by SIGINT'],
    ['SIGTERM', 143, 'ended by SIGTERM'],
    ['SIGHUP', 143, 'ended by SIGHUP'],
    ['SIGQUIT', 131, 'interrupted by SIGQUIT'],
  ] as const)('%s that a task emits by its name alone is that signal', async (signal, exit, message) => {
    sandbox.write('tasks/own/emit.js', `module.exports = { name: 'Own.Emit', summary: 's', run: () => { process.emit('${signal}'); } };\n`);
    sandbox.config({ taskFolders: ['~/tasks'] });
    const result = await sandbox.run(door, ['Own.Emit', '--json']);
    expect(result.status).toBe(exit);
    expect(documentOf(result)).toMatchObject({ exit_code: exit, error: { message } });
  }); // prettier-ignore

  it('a task without an end of its own ends without a word, also behind one that had nothing to change', async () => {
    const watch = `({ log, signal }) => { log.info('ready'); return new Promise((go) => { signal.addEventListener('abort', go); setTimeout(() => undefined, 20_000); }); }`;
    sandbox.write('tasks/own/idle.js', `module.exports = { name: 'Own.Idle', summary: 's', mutates: true, changes: 'x', run: () => undefined };\n`);
    sandbox.write('tasks/own/watch.js', `module.exports = { name: 'Own.Watch', summary: 's', endless: true, deps: ['Own.Idle'], run: ${watch} };\n`);
    sandbox.config({ taskFolders: ['~/tasks'] });
    const { status, stderr } = await sandbox.run(door, ['Own.Watch'], {
      onStderr: (text, child) => {
        if (text.includes('ready')) child.kill('SIGINT');
      },
    });
    expect(status).toBe(130);
    expect(stderr).not.toMatch(/^error/m);
  }); // prettier-ignore

  it('a second Ctrl-\\ does not wait for a task that does not listen, and the log is whole', async () => {
    const deaf = `({ log }) => { log.info('ready'); return new Promise(() => { setInterval(() => undefined, 1000); }); }`;
    sandbox.write('tasks/own/deaf.js', `module.exports = { name: 'Own.Deaf', summary: 's', run: ${deaf} };\n`);
    sandbox.config({ taskFolders: ['~/tasks'] });
    const heard = { at: 0 };
    const result = await sandbox.run(door, ['Own.Deaf', '--json'], {
      onStderr: (text, child) => {
        if (heard.at !== 0 || !text.includes('ready')) return;
        heard.at = Date.now();
        child.kill('SIGQUIT');
        // Two that come at once are one to the system.
        setTimeout(() => child.kill('SIGQUIT'), 100);
      },
    });
    expect(Date.now() - heard.at).toBeLessThan(1400);
    expect(result).toMatchObject({ status: 131, signal: null });
    expect(documentOf(result)).toMatchObject({ exit_code: 131, error: { code: 'RUN013' } });
    const logs = '.local/state/clistack/reports/logs';
    const [day = ''] = readdirSync(sandbox.path(logs));
    expect(sandbox.read(`${logs}/${day}`)).toContain('"code":"RUN013"');
  });
});

describe('what is not told to stop by its task', () => {
  const child = `(sleep 60 & echo $! > "$HOME/grandchild"; wait) & echo $! > "$HOME/child"; wait`;
  const waiting = `async ({ system }) => { await system.processes.run('bash', ['-c', ${JSON.stringify(child)}]); }`;
  beforeEach(() => {
    sandbox.config({ taskFolders: ['~/tasks'] });
  });
  const write = (name: string, fields: string): void => {
    sandbox.write(
      `tasks/own/${name.toLowerCase()}.js`,
      `module.exports = { name: 'Own.${name}', summary: 's', ${fields} };\n`,
    );
  };

  // The second time its parent is gone already, and nothing but the first look tells whose it is.
  it.each([
    ['the time limit', 508, `timeout: 1500,`, 0],
    ['Ctrl-C', 130, '', 1],
    ['Ctrl-C twice', 130, '', 2],
  ])('ends at %s also where it has a session of its own and is deaf', async (_, exit, limit, signals) => {
    const deaf = `trap "" TERM; echo $$ > "$HOME/apart"; echo ready >&2; while :; do sleep 1; done`;
    const command = JSON.stringify(['-w', 'sh', '-c', deaf]);
    write('Apart', `${limit} run: ({ system }) => system.processes.run('setsid', ${command}, { output: 'inherit' })`);
    let sent = 0;
    const result = await sandbox.run('clistack', ['Own.Apart', '--json'], {
      onStderr: (text, child) => {
        if (sent > 0 || !text.includes('ready')) return;
        for (; sent < signals; sent += 1) setTimeout(() => child.kill('SIGINT'), sent * 300);
      },
    });
    expect(documentOf(result)).toMatchObject({ exit_code: exit });
    expect(isAtWork(Number(sandbox.read('apart')))).toBe(false);
  });

  it('ends with a task that is given up, and what it holds open keeps no run from ending', async () => {
    write('Deaf', `timeout: 200, run: () => new Promise(() => { setInterval(() => undefined, 1000); })`);
    const result = await sandbox.run('clistack', ['Own.Deaf', '--json']);
    expect(documentOf(result)).toMatchObject({ exit_code: 508, error: { code: 'RUN016' } });
  });

  it.each([
    ['a time limit', 'Own.Waits', 508, () => { write('Waits', `timeout: 500, run: ${waiting}`); }],
    ['a failure beside it', 'Own.Both', 500, () => {
      write('Waits', `run: ${waiting}`);
      write('Fails', `run: async () => { await new Promise((done) => setTimeout(done, 500)); throw new Error('no'); }`);
      write('Both', `deps: [['Own.Waits', 'Own.Fails']]`);
    }],
  ] as const)('ends with the children of its task at %s', async (_, line, exit, prepare) => {
    prepare();
    const startedAt = Date.now();
    const result = await sandbox.run('clistack', [line, '--json']);
    expect(documentOf(result)).toMatchObject({ exit_code: exit });
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    for (const name of ['child', 'grandchild']) expect(isAtWork(Number(sandbox.read(name)))).toBe(false);
  }); // prettier-ignore
});

it('waits no longer than seconds for what it killed and nobody buries', async () => {
  // As in a container whose first process does not collect the dead: here they are given to ourselves.
  const adopt = 'import ctypes, os, sys; ctypes.CDLL(None).prctl(36, 1, 0, 0, 0); os.execvp(sys.argv[1], sys.argv[1:])';
  const run = `({ system }) => system.processes.run('sh', ['-c', 'sleep 60 & wait'])`;
  sandbox.config({ taskFolders: ['~/tasks'] });
  sandbox.write(
    'tasks/own/waits.js',
    `module.exports = { name: 'Own.Waits', summary: 's', timeout: 300, run: ${run} };\n`,
  );
  const startedAt = Date.now();
  const result = await sandbox.run('clistack', ['Own.Waits', '--json'], { wrap: ['python3', '-c', adopt] });
  expect(documentOf(result)).toMatchObject({ exit_code: 508 });
  // Five seconds is what a task gets that does not listen.
  expect(Date.now() - startedAt).toBeLessThan(4500);
});

it('keeps the log lines of a task that ends the process', async () => {
  await sandbox.run('clistack', ['Fixture.Exit']);
  const day = new Date().toISOString().slice(0, 10);
  const lines = sandbox
    .read(`.local/state/clistack/reports/logs/${day}.jsonl`)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ event, task }) => [event, task])).toEqual([
    ['started', 'Fixture.Exit'],
    ['finished', 'Fixture.Exit'],
  ]);
  expect(lines[1]).toMatchObject({ level: 'error', error: { code: 'RUN010' } });
  expect(Object.keys(lines[0] ?? {}).slice(0, 8)).toEqual([
    'ts',
    'task',
    'level',
    'msg',
    'elapsed_ms',
    'host',
    'username',
    'corr_id',
  ]);
});

it('does not call an answer that nobody could read a success', async () => {
  const result = await sandbox.run('clistack', ['Tasks'], { wrap: ['bash', '-c', '"$@" >/dev/full', '-'] });
  expect(result.status).not.toBe(0);
});

it('lets one changing run at a time, names the holder, and waits when asked', async () => {
  let second: ReturnType<Sandbox['run']> | undefined;
  let third: ReturnType<Sandbox['run']> | undefined;
  const first = sandbox.run('clistack', ['Fixture.SlowLock'], {
    onStderr: (text) => {
      if (second !== undefined || !text.includes('holding')) return;
      second = sandbox.run('clistack', ['CentralizeApply', '--json']).finally(() => {
        third = sandbox.run('clistack', ['CentralizeApply', '--wait', '30s', '--json']);
        sandbox.write('go', '');
      });
    },
  });
  await first;
  expect(documentOf(await (second ?? first))).toMatchObject({
    exit_code: 507,
    error: { code: 'SYS020', message: expect.stringContaining('Fixture.SlowLock') },
  });
  expect(documentOf(await (third ?? first))).toMatchObject({ exit_code: 0 });
  expect(existsSync(sandbox.central)).toBe(true);
});
