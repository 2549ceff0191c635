import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { packageRoot, type RunResult, type Sandbox } from './sandbox';

/** Runs a script in the home of a sandbox; `clistack` in it is the public API of the package under test. */
export function runScript(sandbox: Sandbox, text: string): RunResult {
  const hook = process.env['CLISTACK_TEST_HOOK'];
  const script = `const clistack = require(${JSON.stringify(packageRoot)});\n(async () => {\n${text}\n})();\n`;
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: sandbox.home,
    encoding: 'utf8',
    env: {
      HOME: sandbox.home,
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      ...(hook === undefined ? {} : { NODE_OPTIONS: `--require ${hook}` }),
    },
  });
  return { status, signal, stdout, stderr };
}
