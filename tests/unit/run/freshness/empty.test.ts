import type { Task } from '../../../../lib/run/define-task';
import { createMemorySystem, type MemorySystem } from '../../../../lib/system/memory';
import { faultWith } from '../../config/world';
import { afterRun, judge, whyOf } from './world';

function world(...paths: readonly string[]): MemorySystem {
  return createMemorySystem({ files: Object.fromEntries(paths.map((path) => [path, path])), folders: ['/p/dst'] });
}

const own = (over: Partial<Task>): Task => ({ name: 'Own.Make', summary: 'x', run: () => null, ...over });

describe('what is empty', () => {
  it.each([
    ['a function answers no inputs', { inputs: () => [] }],
    ['all inputs are taken away', { inputs: ['src/*', '!src/*'] }],
    ['neither inputs nor outputs come out', { inputs: [], outputs: () => [] }],
  ])('is a failure: %s', async (_, over) => {
    await expect(judge(world('/p/src/a'), own(over))).rejects.toEqual(
      faultWith({ code: 'RUN062', exit: 506, data: { task: 'Own.Make' } }),
    );
  });

  it('may be a written list of inputs: the outputs are made once, and again when they are gone', async () => {
    const system = world();
    const once = own({ inputs: [], outputs: ['dst/key'] });
    await afterRun(system, once);
    expect(await whyOf(system, once)).toBeNull();
    system.files.remove('/p/dst/key');
    expect(await whyOf(system, once)).toBe('dst/key is missing');
  });
});
