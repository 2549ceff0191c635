import { errorWith } from '../../contract/matching';
import { explainTool, listWrappers, rebuild, type WhichAnswer } from '../../../lib/masterbin';
import { bin, createWorld, home, type World } from './world';

const tools = '/opt/tools';
const sources = [tools];

const at = (PATH: string): World => {
  const world = createWorld({ env: { PATH } });
  world.program(`${tools}/one`);
  world.program('/usr/bin/git');
  return world;
};
const ask = (world: World, tool: string, over = {}): WhichAnswer =>
  explainTool(world.facts({ sources, ...over }), tool);

it('says what the wrapper runs and by which rule', () => {
  const world = at(`${bin}:/usr/bin`);
  rebuild(world.facts({ sources }));
  expect(ask(world, 'one')).toMatchObject({
    runs: `${bin}/one`,
    wrapper: `${bin}/one`,
    target: `${tools}/one`,
    why: [`${bin}/one runs ${tools}/one (${tools}, only candidate)`],
    fix: null,
  });
});

it('says when another program comes first on the PATH', () => {
  const world = at(`/usr/bin:${bin}`);
  world.program('/usr/bin/one');
  rebuild(world.facts({ sources }));
  const { runs, why, fix, onPath } = ask(world, 'one');
  expect(runs).toBe('/usr/bin/one');
  expect(why[0]).toBe(`/usr/bin/one runs: /usr/bin comes before ${bin} on the PATH`);
  expect(fix).toBe('eval "$(npx just Env.Print)"');
  expect(onPath).toEqual(['/usr/bin/one', `${bin}/one`]);
});

it('says when our folder is not on the PATH', () => {
  const world = at('/usr/bin');
  rebuild(world.facts({ sources }));
  expect(ask(world, 'one').why[0]).toBe(`nothing on the PATH is called one: ${bin} is not on the PATH of this shell`);
});

it('says when there is no wrapper yet', () => {
  expect(ask(at(`${bin}:/usr/bin`), 'one')).toMatchObject({
    why: ['nothing on the PATH is called one', `one of ${tools}/one has no wrapper yet`],
    fix: 'npx just MasterBin.Rebuild',
  });
});

it.each(['file', 'link'])('says when a %s of the user lies in its place', (kind) => {
  const world = at(`${bin}:/usr/bin`);
  world.system.files.makeFolder(bin);
  if (kind === 'file') world.program(`${bin}/one`);
  else world.system.links.make(`${bin}/one`, '/usr/bin/git');
  rebuild(world.facts({ sources }));
  expect(ask(world, 'one')).toMatchObject({
    wrapper: null,
    why: [`${bin}/one runs`, `one of ${tools}/one has no wrapper: ${bin}/one is yours and left as it is`],
    fix: null,
  });
});

it('says what the next rebuild changes', () => {
  const world = at(`${bin}:/usr/bin`);
  rebuild(world.facts({ sources }));
  world.program('/opt/new/one');
  expect(ask(world, 'one', { sources: ['/opt/new', tools] }).why[1]).toBe(
    'after the next rebuild it will be /opt/new/one (/opt/new, order of sources among 2)',
  );
  expect(ask(world, 'one', { deny: ['one'] }).why[1]).toBe('after the next rebuild one loses its wrapper');
});

it('says when the wrapper was edited', () => {
  const world = at(`${bin}:/usr/bin`);
  rebuild(world.facts({ sources }));
  world.system.files.write(`${bin}/one`, 'mine');
  expect(ask(world, 'one').why).toEqual([`${bin}/one was edited, so it is yours and left as it is`]);
});

describe('a wrapper whose program is gone', () => {
  const project = `${home}/.local/share/clistack/tools/npm/demo`;
  const lost = (PATH: string, listed: readonly string[]): WhichAnswer => {
    const world = createWorld({
      env: { PATH },
      files: {
        [`${project}/package.json`]: '{"dependencies":{"demo":"1.0.0"}}',
        [`${project}/node_modules/demo/package.json`]: '{"bin":"./demo.js"}',
      },
    });
    world.linked(project, 'demo', 'demo/demo.js');
    const plain = world.facts({ sources: ['npm'] });
    const facts = { ...plain, config: { ...plain.config, tools: { npm: listed } } };
    rebuild(facts);
    world.system.files.removeTree(project);
    return explainTool(facts, 'demo');
  };
  const starts = `${bin}/demo runs ${project}/node_modules/.bin/demo`;

  it.each(['/usr/bin', `${bin}:/usr/bin`])('is explained with the PATH %s', (PATH) => {
    const { why, fix } = lost(PATH, ['demo']);
    expect(why).toEqual(expect.arrayContaining([`${starts}, which is gone`, 'npm:demo is listed and not whole']));
    expect(fix).toBe('npx just Pin.Sync');
  });

  it('goes with the next rebuild when its tool is not listed', () => {
    const { why, fix } = lost(`${bin}:/usr/bin`, []);
    expect(why).toEqual([`${starts}, which is gone`, 'after the next rebuild demo loses its wrapper']);
    expect(fix).toBe('npx just MasterBin.Rebuild');
  });
});

it.each([
  ['no folder', { files: { [bin]: 'mine' } }],
  ['a link that leads nowhere', { links: { [bin]: '/nowhere' } }],
])('says that the place of the wrappers is %s', (what, there) => {
  const world = createWorld(there);
  world.program(`${tools}/one`);
  const { why, fix } = ask(world, 'one');
  expect(why.at(-1)).toBe(`${bin}, where wrappers are made, is ${what}`);
  expect(fix).toBe(`mv '${bin}' '${bin}.old' && npx just MasterBin.Rebuild`);
});

it('says when something else is in the place of a wrapper of ours', () => {
  const world = at(`${bin}:/usr/bin`);
  rebuild(world.facts({ sources }));
  world.system.files.remove(`${bin}/one`);
  world.system.files.makeFolder(`${bin}/one`);
  const why = `${bin}/one is no wrapper any more (it is a folder now), so it is yours and left as it is`;
  expect(ask(world, 'one').why).toContain(why);
});

it('says why a command never gets a wrapper', () => {
  const world = at('/usr/bin');
  world.program(`${tools}/git`);
  world.program('/x/.pyenv/shims/two');
  expect(ask(world, 'git').why).toEqual([
    '/usr/bin/git runs, and git never gets a wrapper: it is a name of the system, which is never shadowed',
  ]);
  expect(ask(world, 'one', { deny: ['one'] }).why).toEqual([
    'nothing on the PATH is called one, and one never gets a wrapper: masterbin.deny names it',
  ]);
  expect(ask(world, 'two', { sources: ['/x/.pyenv/shims'] }).why[0]).toContain(
    '/x/.pyenv/shims/two is passed over, it is a launcher of pyenv',
  );
});

it('says when no source offers what the PATH finds', () => {
  const { why, wrapper } = ask(at('/usr/bin'), 'git', { sources: [] });
  expect([why, wrapper]).toEqual([['/usr/bin/git runs: it is the first on the PATH, and no source offers git'], null]);
});

it.each(['oen', 'got'])('suggests what may have been meant by %s', (typed) => {
  const world = at('/usr/bin');
  const suggestions = typed === 'oen' ? ['one'] : ['git'];
  expect(() => ask(world, typed)).toThrow(
    errorWith({ code: 'MAS003', exit: 501, data: expect.objectContaining({ suggestions }) as unknown }),
  );
});

it('sends for a listed tool that is nowhere to what installs it, and for another to the config', () => {
  const plain = at('/usr/bin').facts({ sources });
  const facts = { ...plain, config: { ...plain.config, tools: { npm: ['later'] } } };
  expect(() => explainTool(facts, 'later')).toThrow(errorWith({ code: 'MAS003', fix: 'npx just Pin.Sync' }));
  expect(() => explainTool(facts, 'unheard-of')).toThrow(errorWith({ code: 'MAS003', fix: 'npx just Config.Show' }));
});

it.each([
  ['uv', 'Pin.Sync'],
  ['npm', 'Config.Show'],
])('takes two spellings of a tool of %s for what they are there, and sends to %s', (manager, task) => {
  const plain = at('/usr/bin').facts({ sources });
  const facts = { ...plain, config: { ...plain.config, tools: { [manager]: ['Later_Tool'] } } };
  expect(() => explainTool(facts, 'later-tool')).toThrow(errorWith({ code: 'MAS003', fix: `npx just ${task}` }));
});

it('lists the wrappers of plain commands', () => {
  const world = at('/usr/bin');
  rebuild(world.facts({ sources, shims: ['sh', 'cmd'] }));
  const { system, paths } = world.facts();
  expect(listWrappers(system, paths)).toEqual([
    { command: 'one', source: tools, path: `${bin}/one`, target: `${tools}/one` },
  ]);
});

it('says that no form of the config fits, where a rebuild would change nothing', () => {
  const world = at(`${bin}:/usr/bin`);
  const { why, fix } = ask(world, 'one', { shims: ['exe'] });
  expect(why.at(-1)).toBe(
    'masterbin.shims asks for no form that it can have (exe: the exe form starts only .exe files)',
  );
  expect(fix).toBe('npx just Config.Show');
});

describe('on Windows', () => {
  const world = (env: Readonly<Record<string, string>> = {}): World => {
    const made = createWorld({
      os: 'win32',
      home,
      env: { LOCALAPPDATA: '/local', PATH: '/local/CliStack/bin;/x', ...env },
    });
    for (const path of [`${tools}/one.exe`, '/x/one.bat', '/x/one.cmd', '/x/one']) made.program(path);
    return made;
  };
  const place = '/local/CliStack/bin';

  it('names the form of the wrapper that is called', () => {
    const made = world();
    rebuild(made.facts({ sources }));
    expect(ask(made, 'one')).toMatchObject({
      runs: `${place}/one.cmd`,
      wrapper: `${place}/one.cmd`,
      target: `${tools}/one.exe`,
      why: [`${place}/one.cmd runs ${tools}/one.exe (${tools}, only candidate)`],
      fix: null,
      onPath: [`${place}/one.cmd`, '/x/one.bat', '/x/one.cmd'],
    });
  });

  it('tries the endings in the order of PATHEXT, and no others', () => {
    expect(ask(world({ PATHEXT: '.CMD;.BAT;.JS' }), 'one').onPath).toEqual(['/x/one.cmd', '/x/one.bat']);
    expect(ask(world(), 'one.bat').onPath).toEqual(['/x/one.bat']);
  });

  it('knows a wrapper that has no form for other shells', () => {
    const made = world();
    const over = { sources, shims: ['cmd'] } as const;
    rebuild(made.facts(over));
    expect(ask(made, 'one', over)).toMatchObject({ wrapper: `${place}/one.cmd`, fix: null });
  });
});
