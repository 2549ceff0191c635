import { applyPath } from '../../../lib/centralize';
import wrappersCalled from '../../../lib/health/checks/hc020-wrappers-called';
import type { Config } from '../../../lib/config';
import type { Finding } from '../../../lib/health/check';
import { rebuild } from '../../../lib/masterbin';
import { bin, createWorld, tools as privateTools, type World } from '../masterbin/world';

const tools = '/opt/tools';

function look(
  world: World,
  which: Readonly<Record<string, string>> = {},
  listed: Config['tools'] = {},
): readonly Finding[] {
  const { system, config: base, paths } = world.facts();
  const config = { ...base, tools: { ...base.tools, ...listed } };
  const found = { ...system, processes: { ...system.processes, which: (name: string) => which[name] } };
  const signal = new AbortController().signal;
  const facts = { system: found, config, paths, runId: 'now', signal, fresh: false, dryRun: false, load: require };
  // This check answers at once.
  return wrappersCalled.run(facts) as readonly Finding[];
}

const built = (PATH: string): World => {
  const world = createWorld({ env: { PATH } });
  for (const name of ['one', 'two']) world.program(`${tools}/${name}`);
  rebuild(world.facts({ sources: [tools] }));
  return world;
};

it('says nothing where there are no wrappers', () => {
  expect(look(createWorld({ env: { PATH: '/usr/bin' } }))).toEqual([]);
});

it('says nothing when every tool is called through its wrapper', () => {
  expect(look(built(`${bin}/:/usr/bin`), { one: `${bin}/one`, two: `${bin}/two` })).toEqual([]);
  expect(look(built(`${bin}:/usr/bin`), { one: `${bin}/one`, two: `${bin}/two` })).toEqual([]);
});

it('says when the folder is not on the PATH', () => {
  expect(look(built('/usr/bin'))).toMatchObject([
    {
      severity: 'warning',
      message: `${bin} is not on the PATH, so none of its 2 tools is called`,
      fix: 'npx just CentralizeApply && eval "$(npx just Env.Print)"',
    },
  ]);
});

it('says how to get the lines that new shells have', () => {
  const world = built('/usr/bin');
  const { system, paths } = world.facts();
  applyPath(system, paths, true);
  expect(look(world)).toMatchObject([{ fix: 'eval "$(npx just Env.Print)"' }]);
});

it('says which new shells do not find the folder, and not where the user sees to the PATH himself', () => {
  const world = built(`${bin}:/usr/bin`);
  world.system.files.write('/home/ada/.bash_login', '');
  const which = { one: `${bin}/one`, two: `${bin}/two` };
  expect(look(world, which)).toEqual([]);
  const { system, paths } = world.facts();
  applyPath(system, paths, true);
  expect(look(world, which)).toEqual([]);
  world.system.files.write('/home/ada/.bash_profile', '');
  expect(look(world, which)).toMatchObject([
    {
      severity: 'warning',
      message: `shells that read /home/ada/.bash_profile do not find ${bin}: our lines are not there`,
      fix: 'npx just CentralizeApply',
    },
  ]);
});

it('says where our lines put another folder on the PATH', () => {
  const world = built(`${bin}:/usr/bin`);
  const { system, paths } = world.facts();
  applyPath(system, { ...paths, bin: '/opt/before' }, true);
  expect(look(world, { one: `${bin}/one`, two: `${bin}/two` })).toMatchObject([
    {
      severity: 'warning',
      evidence: { stale: expect.arrayContaining(['/home/ada/.profile']) as unknown },
      fix: 'npx just CentralizeApply',
    },
  ]);
  const elsewhere = built('/usr/bin');
  applyPath(elsewhere.system, { ...paths, bin: '/opt/before' }, true);
  expect(look(elsewhere)).toMatchObject([{ fix: 'npx just CentralizeApply && eval "$(npx just Env.Print)"' }]);
});

it('says which tools the PATH finds elsewhere', () => {
  expect(look(built(`/usr/bin:${bin}`), { one: '/usr/bin/one', two: `${bin}/two` })).toMatchObject([
    {
      message: `the PATH finds another one before ${bin}`,
      evidence: { hidden: [{ command: 'one', runs: '/usr/bin/one' }] },
    },
  ]);
});

it('says which wrapper leads to nothing', () => {
  const world = built(`${bin}:/usr/bin`);
  world.system.files.remove(`${tools}/one`);
  expect(look(world, { two: `${bin}/two` })).toMatchObject([
    {
      severity: 'error',
      message: `one leads to ${tools}/one, which does not exist`,
      fix: 'npx just MasterBin.Rebuild',
    },
  ]);
});

it('asks for the tool back whose program is gone, where a rebuild would take the wrapper away', () => {
  const world = createWorld({ env: { PATH: `${bin}:/usr/bin` } });
  const project = `${privateTools}/npm/demo`;
  const inner = `${project}/node_modules/demo/package.json`;
  world.linked(project, 'demo', 'demo/x');
  world.program(inner, '{"bin":{"demo":"x"}}');
  world.system.files.write(`${project}/package.json`, '{"dependencies":{"demo":"1.0.0"}}');
  rebuild(world.facts({ sources: ['npm'] }));
  world.system.files.removeTree(`${project}/node_modules`);
  expect(look(world, {}, { npm: ['demo'] })).toMatchObject([{ severity: 'error', fix: 'npx just Pin.Sync' }]);
  expect(look(world)).toMatchObject([{ severity: 'error', fix: 'npx just MasterBin.Rebuild' }]);
});
