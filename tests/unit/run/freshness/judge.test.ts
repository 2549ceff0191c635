import type { Task } from '../../../../lib/run/define-task';
import { createMemorySystem, type MemorySystem } from '../../../../lib/system/memory';
import { faultWith } from '../../config/world';
import { afterRun, judge, whyOf } from './world';

const sources = {
  '/p/src/a.ts': 'a',
  '/p/src/b.ts': 'b',
  '/p/src/deep/c.ts': 'c',
  '/p/.git/x.ts': 'no',
  '/p/node_modules/m/i.ts': 'no',
};

function world(files: Readonly<Record<string, string>> = sources): MemorySystem {
  const system = createMemorySystem({ files, folders: ['/p/out/deep'] });
  system.advance(60_000);
  return system;
}

const bundle = (over: Partial<Task> = {}): Task => ({
  name: 'Own.Bundle',
  summary: 'x',
  inputs: ['src/**/*.ts'],
  outputs: ['out/bundle.js'],
  run: () => null,
  ...over,
});

describe('a task that says what it reads and makes', () => {
  it('5: runs when it has no record of an earlier run', async () => {
    expect(await whyOf(world(), bundle())).toBe('it has no record of an earlier run');
  });

  it('5: runs again when what a link leads to changed, named or matched', async () => {
    const links = { '/p/src/l.ts': '../kept.ts', '/p/src/gone.ts': 'nowhere', '/p/linked': '/p/src' };
    const system = createMemorySystem({ files: { ...sources, '/p/kept.ts': 'k' }, folders: ['/p/out'], links });
    system.advance(60_000);
    for (const inputs of [['src/l.ts'], ['src/*.ts'], ['linked/**/*.ts']]) {
      const task = bundle({ inputs });
      await afterRun(system, task);
      expect(await whyOf(system, task)).toBeNull();
      system.files.write('/p/kept.ts', `changed for ${String(inputs)}`);
      expect(await whyOf(system, task)).toMatch(/l\.ts changed$/);
    }
  });

  it('5: has nothing to do while all is as it was', async () => {
    const system = world();
    await afterRun(system, bundle());
    expect((await judge(system, bundle())).verdict).toEqual({
      fresh: true,
      why: '3 inputs and 1 output are as they were',
    });
  });

  it('5: gets the files it reads and makes', async () => {
    const { inputs, outputs } = await judge(world(), bundle());
    expect(inputs).toEqual(['/p/src/a.ts', '/p/src/b.ts', '/p/src/deep/c.ts']);
    expect(outputs).toEqual(['/p/out/bundle.js']);
  });

  it.each([
    ['an input was edited', (s: MemorySystem) => { s.files.write('/p/src/a.ts', 'A'); }, 'src/a.ts changed'],
    ['an input came', (s: MemorySystem) => { s.files.write('/p/src/n.ts', 'n'); }, 'src/n.ts is new'],
    ['an input went', (s: MemorySystem) => { s.files.remove('/p/src/b.ts'); }, 'src/b.ts is no input any more'],
    ['an output went', (s: MemorySystem) => { s.files.remove('/p/out/bundle.js'); }, 'out/bundle.js is missing'],
    ['an output was edited', (s: MemorySystem) => { s.files.write('/p/out/bundle.js', 'x'); }, 'out/bundle.js was changed since'],
  ])('5: runs again when %s', async (_, change, why) => {
    const system = world();
    await afterRun(system, bundle());
    change(system);
    expect(await whyOf(system, bundle())).toBe(why);
  }); // prettier-ignore

  it('5: is judged by content: a file written anew with the same text changes nothing', async () => {
    const system = world();
    await afterRun(system, bundle());
    system.files.write('/p/src/a.ts', 'a');
    expect(await whyOf(system, bundle())).toBeNull();
  });

  it('5: runs again when its own definition changed, and with --force', async () => {
    const system = world();
    await afterRun(system, bundle());
    expect(await whyOf(system, bundle(), { definition: 'other' })).toBe('its definition, options or variables changed');
    expect(await whyOf(system, bundle(), { force: true })).toBe('asked for with --force');
  });

  it('5: an input that changes while the task runs is stale the next time', async () => {
    const system = world();
    const freshness = await judge(system, bundle());
    system.files.write('/p/src/a.ts', 'changed meanwhile');
    system.files.write('/p/out/bundle.js', 'made');
    freshness.look()();
    expect(await whyOf(system, bundle())).toBe('src/a.ts changed');
  });

  it('5: is not fresh any more once its code began, until that comes to a good end', async () => {
    const system = world();
    await afterRun(system, bundle());
    (await judge(system, bundle(), { force: true })).begin();
    expect(await whyOf(system, bundle())).toBe('it has no record of an earlier run');
  });

  it('5: may only read: then its record alone counts', async () => {
    const system = world();
    const check = bundle({ outputs: [] });
    await afterRun(system, check);
    expect(await whyOf(system, check)).toBeNull();
  });

  it('5: a missing input is a failure, and so is a pattern that matches nothing', async () => {
    await expect(judge(world(), bundle({ inputs: ['src/gone.ts'] }))).rejects.toEqual(
      faultWith({ code: 'RUN040', data: expect.objectContaining({ input: 'src/gone.ts' }) }),
    );
    await expect(judge(world(), bundle({ inputs: ['scr/**/*.ts'] }))).rejects.toEqual(
      faultWith({ code: 'RUN041', data: expect.objectContaining({ pattern: 'scr/**/*.ts' }) }),
    );
  });

  it('5: takes patterns away with !, and from a function', async () => {
    const inputs = (): readonly string[] => ['src/**/*.ts', '!src/deep/**'];
    expect((await judge(world(), bundle({ inputs }))).inputs).toEqual(['/p/src/a.ts', '/p/src/b.ts']);
  });

  it('5: that did not make what it says is a failure', async () => {
    const freshness = await judge(world(), bundle());
    expect(() => { freshness.look()(); }).toThrow(faultWith({ code: 'RUN042', data: expect.objectContaining({ output: 'out/bundle.js' }) })); // prettier-ignore
  });

  it('5: that made nothing of what a pattern names is a failure', async () => {
    const freshness = await judge(world(), bundle({ outputs: ['o2/*.js'] }));
    expect(() => { freshness.look()(); }).toThrow(faultWith({ code: 'RUN042', data: expect.objectContaining({ output: 'o2/*.js' }) })); // prettier-ignore
  });

  it('5: a damaged record costs one more run', async () => {
    const system = world();
    await afterRun(system, bundle());
    for (const { name } of system.files.list('/state/fresh')) system.files.write(`/state/fresh/${name}`, '{"version":');
    expect(await whyOf(system, bundle())).toBe('it has no record of an earlier run');
  });
});

describe('a partial task', () => {
  const compile = bundle({
    partial: true,
    outputs: (_, inputs) => inputs.map((input) => input.replace('/src/', '/out/').replace(/ts$/, 'js')),
  });

  it('6: gets the stale pairs alone', async () => {
    const system = world();
    await afterRun(system, compile);
    system.files.write('/p/src/b.ts', 'B');
    system.files.remove('/p/out/deep/c.js');
    const { verdict, inputs, outputs } = await judge(system, compile);
    expect(verdict).toEqual({ fresh: false, why: '2 of 3: src/b.ts changed' });
    expect(inputs).toEqual(['/p/src/b.ts', '/p/src/deep/c.ts']);
    expect(outputs).toEqual(['/p/out/b.js', '/p/out/deep/c.js']);
  });

  it('6: has nothing to do while every pair is as it was, also when an input went', async () => {
    const system = world();
    await afterRun(system, compile);
    system.files.remove('/p/src/a.ts');
    expect(await whyOf(system, compile)).toBeNull();
  });

  it('6: keeps the pairs that were fresh when the stale ones were made', async () => {
    const system = world();
    await afterRun(system, compile);
    system.files.write('/p/src/b.ts', 'B');
    await afterRun(system, compile);
    expect(await whyOf(system, compile)).toBeNull();
  });

  it('6: makes the pair anew whose output was written into while others were made', async () => {
    const system = world();
    await afterRun(system, compile);
    system.files.write('/p/src/b.ts', 'B');
    const freshness = await judge(system, compile);
    freshness.begin();
    system.files.write('/p/out/b.js', 'made of b');
    system.files.write('/p/out/a.js', 'edited');
    freshness.look()();
    expect(await judge(system, compile)).toMatchObject({
      verdict: { why: '1 of 3: out/a.js was changed since' },
      inputs: ['/p/src/a.ts'],
    });
  });

  it('6: keeps the pairs that were fresh when the stale ones came to no good end', async () => {
    const system = world();
    await afterRun(system, compile);
    system.files.write('/p/src/b.ts', 'B');
    const freshness = await judge(system, compile);
    freshness.begin();
    system.files.write('/p/out/b.js', 'half');
    system.files.write('/p/src/b.ts', 'b');
    expect((await judge(system, compile)).inputs).toEqual(['/p/src/b.ts']);
  });

  it('6: without one output for each input is a failure', async () => {
    const uneven = bundle({ partial: true, outputs: () => ['out/one.js'] });
    await expect(judge(world(), uneven)).rejects.toEqual(
      faultWith({ code: 'RUN043', data: expect.objectContaining({ inputs: 3, outputs: 1 }) }),
    );
  });

  it('is refused when two inputs become one output: one would overwrite the other', async () => {
    const flat = bundle({ partial: true, outputs: () => ['out/a.js', 'out/b.js', '/p/out/./a.js'] });
    await expect(judge(world(), flat)).rejects.toEqual(
      faultWith({
        code: 'RUN061',
        message: 'Own.Bundle makes out/a.js of src/a.ts and of src/deep/c.ts: one would overwrite the other',
        data: { task: 'Own.Bundle', output: 'out/a.js', inputs: ['src/a.ts', 'src/deep/c.ts'] },
      }),
    );
  });

  // As plain JavaScript has them, past the types.
  const answering = (field: 'inputs' | 'outputs', answer: unknown): Task => bundle({ [field]: () => answer });

  it.each<readonly ['inputs' | 'outputs', unknown, string]>([
    ['inputs', 5, 'a number'],
    ['inputs', Promise.resolve(undefined), 'nothing'],
    ['inputs', ['src/a.ts', 7], 'a list with other things'],
    ['inputs', { path: 'src/a.ts' }, 'an object'],
    ['outputs', 'out/bundle.js', 'a string'],
    ['outputs', Promise.resolve(['out/bundle.js']), 'a promise'],
  ])('is refused when its %s answer %p', async (field, answer, found) => {
    await expect(judge(world(), answering(field, answer))).rejects.toEqual(
      faultWith({ code: 'RUN060', data: { task: 'Own.Bundle', field, found } }),
    );
  });
});
