import type { Task } from '../../../lib/run/define-task';
import { lazyTask, type Heads } from '../../../lib/run/lazy-task';

const whole: Required<Task> = {
  name: 'Whole', summary: 's', mutates: true, changes: 'all', before: ['Base'], after: ['Base'], deps: ['Base'], config: 'optional', taskFiles: 'optional',
  options: { x: { type: 'string', describe: 'x' } }, env: ['X'], args: { usage: '<a>', describe: 'a' }, rest: { usage: '<r>', describe: 'r' },
  inputs: ['in'], outputs: ['out'], partial: true, timeout: 5, retry: { times: 1 }, endless: true, repeats: true, data: { some: 'thing' }, jobs: ['Base'],
  run: () => 'ran', if: () => true, done: () => undefined, show: () => 'shown',
}; // prettier-ignore

const row = { noun: 'Whole', name: 'Whole', summary: 's', mutates: true };
const heads = (): Heads => ({ rows: [{ ...row, summary: '' }, row, row, row], files: [] });

it('has every field of the task that it opens', () => {
  const found = lazyTask('Whole', 3, { guestAt: () => whole, heads, open: () => whole });
  for (const field of Object.keys(whole) as (keyof Task)[])
    expect([field, found[field]]).toEqual([field, whole[field]]);
});

it('opens the task once, by its place, and only for what is not in its head', () => {
  const opened: number[] = [];
  const open = (place: number): Task => {
    opened.push(place);
    return whole;
  };
  const found = lazyTask('Whole', 3, { guestAt: (place) => ({ after: [`Base${place}`] }), heads, open });
  expect([found.name, found.summary, found.mutates, found.before, found.after]).toEqual([
    'Whole',
    's',
    true,
    undefined,
    ['Base3'],
  ]);
  expect(opened).toEqual([]);
  expect([found.deps, found.show]).toEqual([whole.deps, whole.show]);
  expect(opened).toEqual([3]);
});
