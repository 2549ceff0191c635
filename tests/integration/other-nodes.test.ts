import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodeProgram, otherNodes } from '../../lib/proof/matrix';
import { createRealSystem } from '../../lib/system/real';
import { describeOnly } from '../support/only-where';
import { describeUnless } from '../support/oracles';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, packageRoot, type Sandbox } from '../support/sandbox';

/** What `Test.Matrix` would find after twenty minutes: whether a run comes to its right end there at all. */
const ends: readonly [title: string, body: string, status: number][] = [
  ['well', '() => 1', 0],
  ['well, and later', '() => new Promise((go) => setTimeout(go, 20))', 0],
  ['with an error', "() => { throw new Error('x'); }", 500],
  ['with a failing exit code', '() => { process.exitCode = 3; }', 500],
  ['with process.exit(0)', '() => process.exit(0)', 509],
  ['never', '() => new Promise(() => undefined)', 509],
  ['well, and fails behind the answer', "() => { process.on('exit', () => { process.exitCode = 3; }); }", 500],
];

const system = createRealSystem();
const notHere = process.platform === 'linux' ? undefined : 'the other Nodes are those of Linux';

describeOnly(notHere, 'on other Nodes', () => {
  for (const version of otherNodes) {
    const program = nodeProgram(system, version);
    const missing = existsSync(program) ? undefined : `Node ${version} is not there: run npx just Test.Setup`;
    describeUnless(missing, `on Node ${version}`, () => {
      let sandbox: Sandbox;
      beforeEach(() => {
        sandbox = createSandbox();
      });
      afterEach(() => {
        sandbox.dispose();
      });

      it.each(ends)('a run ends as its task does: %s', (_, body, status) => {
        ownTasks(sandbox, { 'own.js': `{ name: 'Own', summary: 's', run: ${body} }` });
        const line = [join(packageRoot, 'bin', 'clistack.js'), 'Own'];
        const env = { HOME: sandbox.home, PATH: '/usr/bin:/bin' };
        const ended = spawnSync(program, line, { cwd: sandbox.home, env, encoding: 'utf8' });
        expect(ended.status).toBe(status % 256);
      });
    });
  }
});
