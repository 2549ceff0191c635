import { explainTool, lostTool, pendingTools, rebuild } from '../../../lib/masterbin';
import type { MasterbinFacts } from '../../../lib/masterbin/survey';
import { bin, createWorld, tools, type World } from './world';

const venv = `${tools}/pipx/demo/venvs/demo`;
const metadata = `${venv}/pipx_metadata.json`;

const facts = (world: World, listed = ['demo', 'other']): MasterbinFacts => {
  const base = world.facts({ sources: ['pipx', '/opt/tools'] });
  return { ...base, config: { ...base.config, tools: { pipx: listed } } };
};

let world: World;
beforeEach(() => {
  world = createWorld({ env: { PATH: bin } });
  world.system.files.makeFolder(`${tools}/pipx/.store/demo`);
  world.system.links.make(`${tools}/pipx/demo`, '.store/demo');
  world.program(`${venv}/bin/demo`);
  world.program(`${venv}/bin/demod`);
  world.system.files.write(metadata, JSON.stringify({ main_package: { package: 'demo', apps: ['demo', 'demod'] } }));
  world.program('/opt/tools/another');
  expect(rebuild(facts(world))).toMatchObject({ written: ['another', 'demo', 'demod'], silent: [] });
});

describe('a listed tool whose metadata is damaged', () => {
  beforeEach(() => {
    world.system.files.write(metadata, '');
  });

  it('keeps its wrappers, and is named', () => {
    const silent = [{ manager: 'pipx', tool: 'demo', stay: ['demo', 'demod'], handedOn: [], gone: [] }];
    expect(rebuild(facts(world))).toMatchObject({ removed: [], unchanged: 1, silent });
    expect(rebuild(facts(world))).toMatchObject({ removed: [], silent });
  });

  it('is explained', () => {
    const why = [`${bin}/demo runs ${venv}/bin/demo`, 'pipx:demo is listed and not whole'];
    expect(explainTool(facts(world), 'demo')).toMatchObject({ why, fix: 'npx just Pin.Sync' });
  });

  it('keeps them when the config spells its name otherwise', () => {
    const silent = [{ manager: 'pipx', tool: 'Demo', stay: ['demo', 'demod'], handedOn: [], gone: [] }];
    expect(rebuild(facts(world, ['Demo']))).toMatchObject({ removed: [], silent });
  });

  it('loses them when it is listed no more', () => {
    expect(rebuild(facts(world, ['other']))).toMatchObject({ removed: ['demo', 'demod'], silent: [] });
  });
});

it('loses the wrapper of a program that cannot be started, and is named', () => {
  for (const name of ['demo', 'demod']) world.system.files.write(`${venv}/bin/${name}`, '', { mode: 0o644 });
  const gone = ['demo', 'demod'];
  expect(rebuild(facts(world))).toMatchObject({
    removed: gone,
    silent: [{ manager: 'pipx', tool: 'demo', stay: [], handedOn: [], gone }],
  });
  expect(rebuild(facts(world)).silent).toEqual([]);
});

describe('a listed tool that is gone, of which another source offers a program', () => {
  beforeEach(() => {
    world.program('/opt/tools/demo');
    expect(rebuild(facts(world))).toMatchObject({ written: [], silent: [] });
    world.system.links.remove(`${tools}/pipx/demo`);
  });

  it('is explained before the wrapper goes to the other one', () => {
    expect(explainTool(facts(world), 'demo')).toMatchObject({
      why: [
        `${bin}/demo runs ${venv}/bin/demo, which is gone`,
        'pipx:demo is listed and not whole',
        'after the next rebuild it will be /opt/tools/demo (/opt/tools, only candidate)',
      ],
      fix: 'npx just Pin.Sync',
    });
  });

  it('is told with what each of its wrappers does now', () => {
    const handedOn = [{ name: 'demo', target: '/opt/tools/demo' }];
    expect(rebuild(facts(world))).toMatchObject({
      removed: ['demod'],
      silent: [{ manager: 'pipx', tool: 'demo', stay: [], handedOn, gone: ['demod'] }],
    });
  });
});

it('follows a tool that brings one program less', () => {
  world.system.files.write(metadata, JSON.stringify({ main_package: { package: 'demo', apps: ['demo'] } }));
  expect(rebuild(facts(world))).toMatchObject({ removed: ['demod'], silent: [] });
});

it('is there, and comes back, however the config spells its name', () => {
  expect(pendingTools(facts(world, ['Demo']))).toEqual([]);
  world.system.files.removeTree(`${venv}/bin`);
  const owned = { source: 'pipx', target: `${venv}/bin/demo` };
  expect(lostTool(facts(world, ['Demo']), owned)).toBe('pipx:Demo');
});

it('is not named while its source cannot be read', () => {
  // A folder cannot be read as a file by anybody.
  world.system.files.makeFolder(`${tools}/pipx/other/venvs/other/pipx_metadata.json`);
  expect(rebuild(facts(world))).toMatchObject({ removed: [], unreadable: [{ source: 'pipx' }], silent: [] });
});
