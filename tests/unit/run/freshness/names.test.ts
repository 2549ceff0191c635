import type { Task } from '../../../../lib/run/define-task';
import { createMemorySystem, type MemorySystem } from '../../../../lib/system/memory';
import { faultWith } from '../../config/world';
import { afterRun, judge, whyOf } from './world';

function world(...paths: readonly string[]): MemorySystem {
  const system = createMemorySystem({
    files: Object.fromEntries(paths.map((path) => [path, path])),
    folders: ['/p/dst'],
  });
  system.advance(60_000);
  return system;
}

const own = (over: Partial<Task>): Task => ({ name: 'Own.Make', summary: 'x', run: () => null, ...over });

describe('names with the signs of a pattern', () => {
  const odd = ['[ab]', '[x]', '{x}', 'x{a,b}', 'a(1)', '!n', 'what?', '*', 'back\\slash', 'a', 'b', 'x', 'whatx'];
  const compile = own({
    partial: true,
    inputs: ['src/*'],
    outputs: (_, inputs) => inputs.map((input) => input.replace('/p/src/', 'dst/')),
  });

  it('are made from exactly their inputs, and found as they were', async () => {
    const system = world(...odd.map((name) => `/p/src/${name}`), '/p/dst/a', '/p/dst/x');
    const { outputs } = await afterRun(system, compile);
    expect([...outputs].sort()).toEqual(odd.map((name) => `/p/dst/${name}`).sort());
    for (const name of odd)
      expect(system.files.read(`/p/dst/${name}`).toString()).toBe(`made of /p/src/${name}`);
    expect(await whyOf(system, compile)).toBeNull();
    system.files.write('/p/src/[ab]', 'AB');
    expect(await judge(system, compile)).toMatchObject({ inputs: ['/p/src/[ab]'], outputs: ['/p/dst/[ab]'] });
  }); // prettier-ignore

  it('are inputs by themselves when they exist, and with a backslash', async () => {
    const system = world('/p/src/[ab]', '/p/src/a', '/p/src/b');
    const inputsOf = async (...inputs: readonly string[]): Promise<readonly string[]> =>
      (await judge(system, own({ inputs }))).inputs;
    expect(await inputsOf('src/[ab]')).toEqual(['/p/src/[ab]']);
    expect(await inputsOf('src/\\[ab]')).toEqual(['/p/src/[ab]']);
    system.files.remove('/p/src/[ab]');
    expect(await inputsOf('src/[ab]')).toEqual(['/p/src/a', '/p/src/b']);
    await expect(judge(system, own({ inputs: ['src/\\[ab]'] }))).rejects.toEqual(
      faultWith({ code: 'RUN040', data: expect.objectContaining({ input: 'src/\\[ab]' }) }),
    );
  });

  it('are written outputs also before they exist: only a star or a question mark makes a pattern there', async () => {
    const system = world('/p/src/a', '/p/dst/s.js');
    const task = own({ inputs: ['src/a'], outputs: ['dst/[slug].js', 'dst/\\(g).js'] });
    expect((await judge(system, task)).outputs).toEqual(['/p/dst/[slug].js', '/p/dst/(g).js']);
    expect((await judge(system, own({ inputs: ['src/a'], outputs: ['dst/*.js'] }))).outputs).toEqual(['/p/dst/s.js']);
  });

  it('of the project do not matter', async () => {
    for (const root of ['/w/Project (copy)', '/w/x{a,b}', '/w/[proj]', '/w/a*b', '/w/back\\slash']) {
      const system = world(`${root}/in/a`, '/w/p/in/sibling', '/w/aXb/in/sibling');
      expect((await judge(system, own({ inputs: ['in/*'] }), { root })).inputs).toEqual([`${root}/in/a`]);
    }
  });
});

it('! takes away a name, with all below it, as well as what a pattern matches', async () => {
  const system = world('/p/src/a', '/p/src/b', '/p/src/deep/c', '/p/src/deep/d', '/p/src/[e]');
  const inputs = ['src/**', '!src/a', '!src/deep', '!src/[e]'];
  expect((await judge(system, own({ inputs }))).inputs).toEqual(['/p/src/b']);
});
