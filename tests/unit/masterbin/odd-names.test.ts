import { clean } from '../../../lib/masterbin/clean';
import { rebuild } from '../../../lib/masterbin/rebuild';
import { explainTool } from '../../../lib/masterbin/which';
import { listWrappers } from '../../../lib/masterbin/wrappers';
import { bin, createWorld, type World } from './world';

const sources = ['/opt/bin'];
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

function withProgram(name: string): World {
  const world = createWorld({ env: { PATH: bin } });
  world.program(`/opt/bin/${name}`);
  return world;
}

it('of two programs that want one file the second gets no wrapper, and nothing changes the second time', () => {
  const world = withProgram('foo');
  world.program('/opt/bin/foo.cmd');
  const facts = world.facts({ sources, shims: ['sh', 'cmd'] });
  const formless = [{ command: 'foo.cmd', reasons: ['foo.cmd is the wrapper of foo'] }];
  expect(rebuild(facts)).toMatchObject({ written: ['foo', 'foo.cmd'], formless });
  expect(world.text(`${bin}/foo.cmd`)).toContain('"/opt/bin/foo" %*');
  expect(rebuild(facts)).toMatchObject({ written: [], removed: [], unchanged: 2, formless });
});

describe.each(names)('a program called %s', (name) => {
  it('gets a wrapper that is known as ours', () => {
    const world = withProgram(name);
    const facts = world.facts({ sources });
    expect(rebuild(facts).written).toEqual([name]);
    expect(listWrappers(facts.system, facts.paths)).toMatchObject([{ command: name, target: `/opt/bin/${name}` }]);
    expect(explainTool(facts, name)).toMatchObject({
      wrapper: `${bin}/${name}`,
      target: `/opt/bin/${name}`,
      fix: null,
    });
    expect(explainTool(facts, name).why[0]).toContain(`${bin}/${name} runs /opt/bin/${name}`);
  });

  it('changes nothing the second time, and leaves nothing after a clean', () => {
    const facts = withProgram(name).facts({ sources });
    rebuild(facts);
    expect(rebuild(facts)).toMatchObject({ written: [], removed: [], kept: [], unchanged: 1 });
    expect(clean(facts.system, facts.paths)).toMatchObject({ removed: [name], kept: [] });
    expect(facts.system.files.stat(bin)).toBeUndefined();
  });

  it('leaves a file of that name alone that was never ours, and says so', () => {
    const world = withProgram(name);
    world.program(`${bin}/${name}`, 'mine');
    expect(rebuild(world.facts({ sources })).kept).toMatchObject([{ file: name, why: 'foreign' }]);
    expect(explainTool(world.facts({ sources }), name).wrapper).toBeNull();
    expect(world.text(`${bin}/${name}`)).toBe('mine');
  });
});
