import { runInNewContext } from 'node:vm';
import type { Task } from '../../../../lib/run/define-task';
import { hashDefinition } from '../../../../lib/run/freshness/definition';
import { lazyTask } from '../../../../lib/run/lazy-task';
import { createMemorySystem } from '../../../../lib/system/memory';
import { faultWith } from '../../config/world';

const system = createMemorySystem({});
const task: Task = { name: 'Own.Do', summary: 'x', inputs: ['a'], run: () => null };
const hashWith = (data: unknown): string => hashDefinition(system, { ...task, data }, undefined, {});

describe('the definition of a task', () => {
  it.each<readonly [string, unknown, unknown]>([
    ['an entry of a map', new Map([['a', { b: 1 }]]), new Map([['a', { b: 2 }]])],
    ['an entry of a map of another realm', runInNewContext('new Map([[1, 2]])'), runInNewContext('new Map([[1, 3]])')],
    ['a value of a set', { of: new Set([1]) }, { of: new Set([2]) }],
    ['a pattern', /a/, /b/],
    ['a flag of a pattern', /a/, /a/i],
    ['a time', new Date(1), new Date(2)],
    ['a large number', 1n, 2n],
    ['what is no number', NaN, Infinity],
    ['a function in a map', new Map([['a', () => 1]]), new Map([['a', () => 2]])],
    ['bytes', Buffer.from('a'), Buffer.from('b')],
    ['a field of an object of a class', new (class { readonly a = 1; })(), new (class { readonly a = 2; })()],
  ])('is another one with %s', (_, one, other) => {
    expect(hashWith(one)).toBe(hashWith(one));
    expect(hashWith(one)).not.toBe(hashWith(other));
  }); // prettier-ignore

  it.each<readonly [string, unknown, string]>([
    ['a symbol', { a: Symbol('s') }, "'a' is a symbol"],
    ['a promise', { a: Promise.resolve(1) }, "'a' is of the kind Promise, which shows nothing of what it holds"],
    ['a weak map', new WeakMap(), "'data' is of the kind WeakMap, which shows nothing of what it holds"],
  ])('is refused with %s', (_, data, reason) => {
    const problem = `Own.Do cannot be compared with what it was before: ${reason}`;
    expect(() => hashWith(data)).toThrow(faultWith({ code: 'RUN008', exit: 501, data: { file: 'Own.Do', problem } }));
  });

  it('is refused when it holds itself', () => {
    const data: Record<string, unknown> = {};
    data['again'] = data;
    expect(() => hashWith(data)).toThrow(faultWith({ code: 'RUN008' }));
  });

  it('counts all fields of a task whose file is opened when it is asked', () => {
    const lazy = (summary: string): string => {
      const whole: Task = { ...task, env: [summary] };
      return hashDefinition(
        system,
        lazyTask(task.name, 0, {
          guestAt: () => undefined,
          heads: () => ({ rows: [{ ...whole, noun: 'Own', mutates: false }], files: [] }),
          open: () => whole,
        }),
        undefined,
        {},
      );
    };
    expect(lazy('a')).not.toBe(lazy('b'));
  });
});
