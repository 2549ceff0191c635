import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

const quarantine = (): string => join(sandbox.state, 'quarantine');
const files = ['1', '2', '3', '4', '5'];

it.each([2, 5])('a purge that is killed at its removal %i leaves no half of an original', async (count) => {
  sandbox.config({ workspaces: ['~/src'] });
  for (const name of files) sandbox.write(`src/demo/.ruff_cache/${name}`, 'precious');
  await sandbox.run('clistack', ['Enforce.Once']);
  const [item = ''] = readdirSync(quarantine());
  const content = join(quarantine(), item, 'content');
  expect(readdirSync(content)).toEqual(files);

  const kill = ['-e', 'trace=unlink', '-e', `inject=unlink:signal=KILL:when=${count}`];
  await sandbox.run('clistack', ['Quarantine.Purge', '--all', '--yes'], {
    wrap: ['strace', '-f', '-qq', '-o', '/dev/null', ...kill],
  });
  expect(existsSync(content) ? readdirSync(content) : []).toEqual(existsSync(content) ? files : []);

  // The next changing run clears away what had left its place.
  await sandbox.run('clistack', ['Quarantine.Purge']);
  expect(readdirSync(quarantine()).filter((name) => name !== item)).toEqual([]);
});
