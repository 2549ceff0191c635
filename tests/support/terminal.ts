import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { packageRoot, type Door, type Sandbox } from './sandbox';

export interface TerminalResult {
  readonly status: number | null;
  /** All that was written to the terminal. */
  readonly shown: string;
}

const programs: Readonly<Record<Door, string>> = {
  clistack: 'bin/clistack.js',
  just: 'node_modules/just-task/bin/just.js',
};

/** Types a command on a real terminal, and `answer` as soon as `question` has stood there for a while. */
export function typeOnTerminal(
  sandbox: Sandbox,
  door: Door,
  args: readonly string[],
  { question, answer, env = {} }: { question: RegExp; answer: string; env?: Readonly<Record<string, string>> },
): Promise<TerminalResult> {
  const hook = process.env['CLISTACK_TEST_HOOK'];
  const words = [process.execPath, join(packageRoot, programs[door]), ...args].map((word) => `'${word}'`).join(' ');
  // -e: the status of the command is that of `script`.
  const child = spawn('script', ['-qefc', words, '/dev/null'], {
    cwd: door === 'just' ? packageRoot : sandbox.home,
    env: {
      HOME: sandbox.home,
      PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
      LANG: 'C.UTF-8',
      TERM: 'xterm',
      ...(hook === undefined ? {} : { NODE_OPTIONS: `--require ${hook}` }),
      ...env,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // A question that nobody can answer would wait for ever.
  const limit = setTimeout(() => child.kill('SIGKILL'), 15_000);
  let shown = '';
  let asked = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    if (asked || !question.test(shown)) return;
    asked = true;
    // Longer than the tree takes to draw itself anew.
    setTimeout(() => child.stdin.write(answer), 350);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(limit);
      resolve({ status, shown });
    });
  });
}
