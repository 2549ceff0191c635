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

  it.each([
    ['neighbours', (index: number) => index],
    ['neighbours, the last first', (index: number) => 299 - index],
    ['tasks from everywhere', (index: number) => (index * 7) % 300],
  ])('where one needs hundreds, one after the other or side by side: %s', (_, needed) => {
    const all = Array.from({ length: 300 }, (__, index) => needed(index));
    const names = all.map((need) => `T${need}`);
    const tasks = Array.from({ length: 300 }, (__, index) => ({ name: `T${index}`, summary: 's', run }));
    for (const deps of [names, [names], ['T5', names.slice(0, 100), ...names.slice(100)]]) {
      const specs: TaskSpec[] = [...tasks, { name: 'All', summary: 's', deps }];
      const { nodes } = buildGraph(new Map(specs.map((spec) => [spec.name, spec])), ['All']);
      const node = nodes.get('All');
      const groups = node === undefined ? [] : groupsOf(node);
      expect(groups.map((group) => group.map(({ name }) => name))).toEqual(
        deps.map((reference) => (typeof reference === 'string' ? [reference] : reference)),
      );
    }
  });
});

it('what is no name among tasks side by side is never passed over', () => {
  // Past the types, as a task may be that was changed after its check.
  const deps = [['A', 5]] as unknown as readonly string[];
  const specs: TaskSpec[] = [
    { name: 'A', summary: 's', run },
    { name: 'All', summary: 's', deps },
  ];
  expect(() => buildGraph(new Map(specs.map((spec) => [spec.name, spec])), ['All'])).toThrow();
});
