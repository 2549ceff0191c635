import { errorWith } from '../../contract/matching';
import { explainTool, listWrappers, rebuild, type WhichAnswer } from '../../../lib/masterbin';
import { bin, createWorld, type World } from './world';

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
    why: [`${bin}/one runs ${tools}/one (${tools} of ${tools}, only candidate)`],
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
  expect(fix).toBe('eval "$(clistack Env.Print)"');
  expect(onPath).toEqual(['/usr/bin/one', `${bin}/one`]);
});

it('says when our folder is not on the PATH', () => {
  const world = at('/usr/bin');
  rebuild(world.facts({ sources }));
  expect(ask(world, 'one').why[0]).toBe(`nothing on the PATH is called one: ${bin} is not on the PATH of this shell`);
});

it('says when there is no wrapper yet', () => {
  expect(ask(at(`${bin}:/usr/bin`), 'one')).toMatchObject({
    why: ['nothing on the PATH is called one', `one of ${tools} (${tools}/one) has no wrapper yet`],
    fix: 'npx just MasterBin.Rebuild',
  });
});

it('says what the next rebuild changes', () => {
  const world = at(`${bin}:/usr/bin`);
  rebuild(world.facts({ sources }));
  world.program('/opt/new/one');
  expect(ask(world, 'one', { sources: ['/opt/new', tools] }).why[1]).toBe(
    'after the next rebuild it will be /opt/new/one (/opt/new of /opt/new, order of sources among 2)',
  );
  expect(ask(world, 'one', { deny: ['one'] }).why[1]).toBe('after the next rebuild one loses its wrapper');
});

it('says when the wrapper was edited', () => {
  const world = at(`${bin}:/usr/bin`);
  rebuild(world.facts({ sources }));
  world.system.files.write(`${bin}/one`, 'mine');
  expect(ask(world, 'one').why).toEqual([`${bin}/one was edited, so it is yours and left as it is`]);
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

it('lists the wrappers of plain commands', () => {
  const world = at('/usr/bin');
  rebuild(world.facts({ sources, shims: ['sh', 'cmd'] }));
  const { system, paths } = world.facts();
  expect(listWrappers(system, paths)).toEqual([{ command: 'one', path: `${bin}/one`, target: `${tools}/one` }]);
});
