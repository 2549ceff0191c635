import { rmSync } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write('fail', '');
});
afterEach(() => {
  sandbox.dispose();
});

const hooks = (text: string): void => {
  ownTasks(sandbox, {
    'a.js': "{ name: 'A', summary: 's', run: () => 1 }",
    'b.js': `{ name: 'B', summary: 's', deps: ['A'], run: () => {
      if (require('fs').existsSync(${JSON.stringify(sandbox.path('fail'))})) throw new Error('now');
      console.log('b ran with', globalThis.state);
    } }`,
    'hooks.js': `${text}\n`,
  });
};
async function resume(): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  expect((await sandbox.run('clistack', ['B', '--checkpoint'])).status).toBe(500 % 256);
  rmSync(sandbox.path('fail'));
  return sandbox.run('clistack', ['B', '--resume']);
}
const later = 'await new Promise((go) => setTimeout(go, 50));';

it('a state that is given back later is waited for', async () => {
  hooks(`exports.exportState = () => 'kept'; exports.importState = async (state) => { ${later} globalThis.state = state; };`);
  expect(await resume()).toMatchObject({ status: 0, stdout: expect.stringContaining('b ran with kept') as unknown });
}); // prettier-ignore

it('one that cannot be given back is told by its hook, and no code begins', async () => {
  hooks(`exports.exportState = () => 1; exports.importState = async () => { ${later} throw new Error('lost'); };`);
  const { status, stdout, stderr } = await resume();
  expect([status, stdout]).toEqual([500 % 256, '']);
  expect(stderr).toContain('error RUN500: importState (hooks.js): lost');
});

it('one that never comes to its end is told by its hook', async () => {
  hooks('exports.exportState = () => 1; exports.importState = () => new Promise(() => undefined);');
  const { status, stdout, stderr } = await resume();
  expect([status, stdout]).toEqual([509 % 256, '']);
  expect(stderr).toContain('error RUN009: never finished: importState (hooks.js)');
});

it('a hook that answers with a generator is refused, and no code begins', async () => {
  hooks('exports.exportState = () => 1; exports.importState = function* () {};');
  const { status, stdout, stderr } = await resume();
  expect([status, stdout]).toEqual([509 % 256, '']);
  expect(stderr).toContain('error RUN059');
});

it('where a state cannot be kept the code of a task that waited for others does not begin', async () => {
  rmSync(sandbox.path('fail'));
  hooks('exports.exportState = () => Promise.resolve(1);');
  const { status, stdout, stderr } = await sandbox.run('clistack', ['B', '--checkpoint']);
  expect([status, stdout]).toEqual([500 % 256, '']);
  expect(stderr).toContain('error RUN066');
  expect((await sandbox.run('clistack', ['B', '--resume'])).stderr).not.toContain('RUN044');
});

it.each([
  ['a task whose condition was asked before', "deps: ['A'], if: () => true,"],
  ['a task that was entered before', "deps: ['A'], done: () => undefined,"],
])('where a state cannot be kept the code of %s does not begin', async (_, more) => {
  hooks("exports.exportState = () => { throw new Error('full'); };");
  sandbox.write('mine/b.js', `module.exports = { name: 'B', summary: 's', ${more} run: () => { console.log('b ran'); } };`);
  const { status, stdout, stderr } = await sandbox.run('clistack', ['B', '--checkpoint']);
  expect([status, stdout]).toEqual([500 % 256, '']);
  expect(stderr).toContain('exportState (hooks.js): full');
  expect(stderr).not.toContain('ok       B');
}); // prettier-ignore

it('where a state cannot be kept the rest of a task does not begin, behind a reference and with hooks around it', async () => {
  for (const hook of ['', 'exports.enterTask = () => undefined; exports.exitJob = () => undefined;']) {
    hooks(`exports.exportState = () => { throw new Error('full'); }; ${hook}`);
    const first = "() => { console.log('first'); }";
    const second = "() => { console.log('second'); }";
    sandbox.write('mine/b.js', `module.exports = { name: 'B', summary: 's', jobs: [${first}, 'A', ${second}] };`);
    const { status, stdout } = await sandbox.run('clistack', ['B', '--checkpoint']);
    expect([status, stdout]).toEqual([500 % 256, 'first\n']);
  }
});
