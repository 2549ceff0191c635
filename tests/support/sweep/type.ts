import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { packageRoot } from '../sandbox';
import type { SweepHome } from './home';

export interface Typed {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Types a line at the home; `wrap` is put in front of the command, `killAfterMs` kills it then. */
export function type(
  { home, other }: SweepHome,
  line: readonly string[],
  { wrap = [], killAfterMs }: { readonly wrap?: readonly string[]; readonly killAfterMs?: number } = {},
): Promise<Typed> {
  const [command = '', ...args] = [...wrap, process.execPath, join(packageRoot, 'bin', 'clistack.js'), ...line];
  const env = {
    HOME: home,
    PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    LANG: 'C.UTF-8',
    CLISTACK_TEST_VOLUME: other,
  };
  const child = spawn(command, args, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      resolve({ status, signal, stdout, stderr });
    });
  });
}
