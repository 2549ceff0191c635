import { mkdirSync, readdirSync, watch } from 'node:fs';
import { createSandbox, documentOf, doors, type Sandbox } from '../../support/sandbox';
import { task } from '../../support/never-green/case';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
});
afterEach(() => {
  sandbox.dispose();
});

const runs = '.local/state/clistack/reports/runs';

describe.each(doors)('through %s', (door) => {
  it('SIGTERM while the record is written is never green', async () => {
    const note = "({ paths }) => require('fs').writeFileSync(paths.home + '/pid', String(process.pid))";
    sandbox.write('tasks/own/case.js', task('Own.Case', note));
    const folder = sandbox.path(runs);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // The record is in its place, and the disk takes half a second to say so.
    const wrap = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'inject=rename:delay_exit=500000'];
    const written = watch(folder, (_, name) => {
      if (name?.endsWith('.json') !== true) return;
      written.close();
      process.kill(Number(sandbox.read('pid')), 'SIGTERM');
    });
    const result = await sandbox.run(door, ['Own.Case', '--json'], { wrap });
    expect(result.status).toBe(143);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: 143, error: { code: 'RUN012' } });
    const [file = ''] = readdirSync(folder);
    expect(JSON.parse(sandbox.read(`${runs}/${file}`))).toMatchObject({ exit_code: 143, error: { code: 'RUN012' } });
  });

  it('a run that itself runs out of memory is never green', async () => {
    sandbox.write('tasks/own/case.js', task('Own.Case', '() => { const a = []; for (;;) a.push(new Array(1e5).fill({})); }'));
    const { status, signal, stdout } = await sandbox.run(door, ['Own.Case', '--json'], {
      env: { NODE_OPTIONS: '--max-old-space-size=48' },
    });
    // Nothing of it is left that could answer: Node ends itself.
    expect([status, signal, stdout]).toEqual([null, 'SIGABRT', '']);
  }); // prettier-ignore

  it('an error that is thrown while the process ends is never green', async () => {
    sandbox.write('tasks/own/case.js', task('Own.Case', "() => { process.on('exit', () => { throw new Error('late'); }); }"));
    const { status, stderr } = await sandbox.run(door, ['Own.Case']);
    expect(status).toBe(500 % 256);
    expect(stderr).toContain('error after the end: Error: late');
  }); // prettier-ignore

  it('a task that takes every listener away and never ends is never green', async () => {
    const sabotage = '() => { process.removeAllListeners(); return new Promise(() => undefined); }';
    sandbox.write('tasks/own/case.js', task('Own.Case', sabotage));
    expect((await sandbox.run(door, ['Own.Case'])).status).toBe(509 % 256);
  });

  /** A file that does something a moment after the record of the run is there, while what it holds open still has its time. */
  const afterwards = (code: string): void => {
    const folder = JSON.stringify(sandbox.path(runs));
    sandbox.write(
      'tasks/own/case.js',
      `const { mkdirSync, readdirSync } = require('fs');
mkdirSync(${folder}, { recursive: true });
const look = setInterval(() => {
  if (readdirSync(${folder}).some((name) => name.endsWith('.json'))) {
    clearInterval(look);
    setTimeout(() => { ${code} }, 50);
  }
}, 5);
${task('Own.Case', '() => undefined')}`,
    );
  };

  it('a signal after the end does what it does to every process', async () => {
    afterwards("process.kill(process.pid, 'SIGTERM'); setTimeout(() => undefined, 200);");
    const { status, signal, stderr } = await sandbox.run(door, ['Own.Case']);
    expect([status, signal]).toEqual([null, 'SIGTERM']);
    expect(stderr).toContain('ok       Own.Case');
  });

  it('a promise that is rejected after the end is never green', async () => {
    afterwards("void Promise.reject(new Error('late'));");
    const { status, stderr } = await sandbox.run(door, ['Own.Case']);
    expect(status).toBe(500 % 256);
    expect(stderr).toContain('error after the end: Error: late');
  });

  it('waits for what a task began and did not wait for', async () => {
    const later = "({ paths }) => { setTimeout(() => require('fs').writeFileSync(paths.home + '/late', ''), 50); }";
    sandbox.write('tasks/own/case.js', task('Own.Case', later));
    expect(documentOf(await sandbox.run(door, ['Own.Case', '--json']))).toMatchObject({ exit_code: 0 });
    expect(sandbox.read('late')).toBe('');
  });
});
