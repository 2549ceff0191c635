import { execFileSync, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describeWith } from '../support/oracles';
import { createSandbox, packageRoot, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = createSandbox();
  sandbox.write('src/one/.ruff_cache/f', '1');
  await sandbox.run('clistack', ['Enforce.Once']);
});
afterEach(() => {
  sandbox.dispose();
});

const originals = (): number =>
  Number(execFileSync('find', [join(sandbox.state, 'quarantine'), '-path', '*content/f'], { encoding: 'utf8' }) !== '');

/** Types a command on a terminal of its own, and then the answer. */
function type(answer: string, ...words: readonly string[]): { readonly status: number | null; readonly shown: string } {
  const command = [process.execPath, join(packageRoot, 'bin', 'clistack.js'), ...words].join(' ');
  const hook = process.env['CLISTACK_TEST_HOOK'];
  const { status, stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
    input: answer,
    timeout: 20_000,
    encoding: 'utf8',
    cwd: sandbox.home,
    env: {
      HOME: sandbox.home,
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      TERM: 'xterm',
      ...(hook === undefined ? {} : { NODE_OPTIONS: `--require ${hook}` }),
    },
  });
  return { status, shown: stdout };
}

describeWith('script', 'a question on a terminal', () => {
  it.each(['y\n', 'Yes\n'])('is answered with %j', (answer) => {
    const { status, shown } = type(answer, 'Quarantine.Purge', '--all');
    expect(shown).toContain('remove all 1 originals in quarantine for good? [y/N]');
    expect([status, originals()]).toEqual([0, 0]);
  });

  it.each(['n\n', '\n', 'why\n', '\u0004'])('means no with %j, and nothing is done', (answer) => {
    const { status, shown } = type(answer, 'Quarantine.Purge', '--all');
    expect(shown).toContain('RUN014');
    expect([status, originals()]).toEqual([501 % 256, 1]);
  });
});
