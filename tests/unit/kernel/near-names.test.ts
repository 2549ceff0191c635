import { buildGraph, groupsOf } from '../../../lib/kernel/graph';
import type { TaskSpec } from '../../../lib/kernel/task';

const run = (): void => undefined;

/** Each task with what it needs, by numbers. */
function graphOf(needs: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const tasks = needs.map((all, index): [string, TaskSpec] => {
    const name = `T${index}`;
    return [name, { name, summary: 's', deps: all.map((need) => `T${need}`), run }];
  });
  const { nodes } = buildGraph(new Map(tasks), [`T${needs.length - 1}`]);
  return needs.map((_, index) => {
    const node = nodes.get(`T${index}`);
    return node === undefined ? [] : groupsOf(node).flatMap((group) => group.map(({ name }) => Number(name.slice(1))));
  });
}

describe('a reference leads to the task that is named', () => {
  it('where each needs those that stand as far from it as from the one before', () => {
    const needs = Array.from({ length: 60 }, (_, index) =>
      [1, 2, 3].flatMap((step) => (index < step ? [] : [index - step])),
    );
    expect(graphOf(needs)).toEqual(needs);
  });

  it('where some need another one than the task before would let expect', () => {
    const needs = Array.from({ length: 200 }, (_, index) =>
      index === 0 ? [] : [index - 1, (index * 7) % index, (index * 31) % index, Math.max(0, index - 3)],
    );
    expect(graphOf(needs)).toEqual(needs);
  });
});
