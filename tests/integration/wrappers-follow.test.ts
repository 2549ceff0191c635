import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createToolHome, type ToolHome } from '../support/tool-home';

let home: ToolHome;
beforeEach(async () => {
  home = await createToolHome();
});
afterEach(() => home.close());

function whereIs(program: string): string {
  return spawnSync('/bin/sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
}

const folder = '.local/share/clistack/bin';

/** What a command answers through our wrappers alone; undefined where there is none that runs. */
function call(command: string): string | undefined {
  const bin = home.path(folder);
  const env = { PATH: `${bin}:${dirname(process.execPath)}:/usr/bin:/bin`, HOME: home.home };
  const { status, stdout } = spawnSync('/bin/sh', ['-c', `exec "${bin}/${command}"`], { env, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

it('Pin.Sync alone, on a fresh machine, leaves tools that can be called, and says how the PATH gets them', async () => {
  home.npm.publish('one', '1.0.0');
  home.config({ tools: { npm: ['one'] } });
  const { status, stdout, stderr } = await home.clistack(['Pin.Sync']);
  expect([status, call('one')]).toEqual([0, 'one 1.0.0']);
  expect(stdout + stderr).toContain('is not on the PATH of new shells: clistack CentralizeApply puts it there');
});

it('Pin.Sync --prune takes the wrappers of what it takes away', async () => {
  for (const name of ['one', 'two']) home.npm.publish(name, '1.0.0');
  home.config({ tools: { npm: ['one', 'two'] } });
  await home.clistack(['Pin.Sync']);
  expect([call('one'), call('two')]).toEqual(['one 1.0.0', 'two 1.0.0']);
  home.config({ tools: { npm: ['one'] } });
  const { status } = await home.clistack(['Pin.Sync', '--prune', '--yes']);
  expect([status, call('one'), call('two')]).toEqual([0, 'one 1.0.0', undefined]);
  expect(Object.keys((JSON.parse(home.read(`${folder}/.clistack-bin.json`)) as { files: object }).files)).toEqual([
    'one',
  ]);
});

it('Update.All to a version whose program has another name moves the wrapper', async () => {
  home.npm.publish('rn', '1.0.0', { bins: ['rn'] });
  home.config({ tools: { npm: ['rn'] } });
  await home.clistack(['Pin.Sync']);
  home.npm.publish('rn', '1.1.0', { bins: ['rn2'] });
  const { status } = await home.clistack(['Update.All']);
  expect([status, call('rn'), call('rn2')]).toEqual([0, undefined, 'rn 1.1.0']);
  expect((await home.clistack(['Undo.Run'])).status).toBe(0);
  expect([call('rn'), call('rn2')]).toEqual(['rn 1.0.0', undefined]);
});

it('an install task alone leaves a tool that can be called; --no-deps leaves the wrappers out', async () => {
  home.npm.publish('one', '1.0.0');
  home.config({ tools: { npm: ['one'] } });
  expect([(await home.clistack(['NpmInstall', '--no-deps'])).status, call('one')]).toEqual([0, undefined]);
  expect([(await home.clistack(['NpmInstall'])).status, call('one')]).toEqual([0, 'one 1.0.0']);
});

it('in a line of several that change programs the wrappers follow each, and stand once in the answer', async () => {
  home.npm.publish('rn', '1.0.0', { bins: ['rn'] });
  home.config({ tools: { npm: ['rn'] } });
  for (const task of ['Pin.Sync', 'Pin.Lock']) await home.clistack([task]);
  home.npm.publish('rn', '1.1.0', { bins: ['rn2'] });
  home.npm.publish('one', '1.0.0');
  home.config({ tools: { npm: ['rn', 'one'] } });
  const { status, stdout } = await home.clistack(['NpmInstall', 'Pin.Sync', 'Update.All', '--json']);
  expect([status, call('one'), call('rn'), call('rn2')]).toEqual([0, 'one 1.0.0', undefined, 'rn 1.1.0']);
  const { tasks } = JSON.parse(stdout) as { readonly tasks: readonly { readonly task: string }[] };
  expect(tasks.filter(({ task }) => task === 'MasterBin.Rebuild')).toHaveLength(1);
});

it('the dry run tells of the wrapper, or names the tool whose programs it cannot know yet', async () => {
  home.npm.publish('one', '1.0.0');
  home.config({ tools: { npm: ['one'] } });
  const { stdout, stderr } = await home.clistack(['Pin.Sync', '--dry-run']);
  expect(stdout + stderr).toMatch(
    /npm:one gets a wrapper for each of its programs once it is there|write \S+\/clistack\/bin\/one\b/,
  );
});

it('the dry run of a move takes no wrapper away, whatever the programs are called', async () => {
  home.npm.publish('two', '1.0.0', { bins: ['first', 'second'] });
  home.config({ tools: { npm: ['two'] } });
  await home.clistack(['Pin.Sync']);
  home.npm.publish('two', '1.1.0', { bins: ['first', 'second'] });
  await home.clistack(['Update.Check']);
  const wrappersOf = async (task: string): Promise<unknown> => {
    const { stdout } = await home.clistack([task, '--dry-run', '--json']);
    const { tasks } = JSON.parse(stdout) as { readonly tasks: readonly { readonly task: string }[] };
    return tasks.find((one) => one.task === 'MasterBin.Rebuild');
  };
  const nothing: unknown = expect.objectContaining({ steps: [] });
  expect(await wrappersOf('Update.All')).toEqual(nothing);
  home.config({ tools: { npm: ['two'] }, pins: { npm: { two: '1.1.0' } } });
  expect(await wrappersOf('Pin.Sync')).toEqual(nothing);
});

it('the wrappers of what was installed are there also where the next task fails', async () => {
  home.npm.publish('one', '1.0.0');
  home.config({ tools: { npm: ['one'], cargo: ['missing'] } });
  const programs = home.path('programs');
  mkdirSync(programs);
  for (const name of ['node', 'npm', 'sh', 'env']) symlinkSync(whereIs(name), join(programs, name));
  const { status } = await home.clistack(['NpmInstall', 'CargoInstall'], { env: { PATH: programs } });
  expect([status === 0, call('one')]).toEqual([false, 'one 1.0.0']);
});
