import { ListedMap } from './listed-map';
import type { TaskSpec } from './task';

type Entry = Pick<TaskSpec, 'name' | 'before' | 'after'>;

/** Tasks by name that have numbers too: what is kept beside them is a list, and needs no map of its own. */
export class NumberedMap<V extends Entry> extends ListedMap<V> {
  /**
   * `numbers` of names in `numbered`, where what was replaced is undefined, and what is made when it is asked for first: by `make`, which
   * puts it there. `inOrder` is asked when somebody wants to see them all; `guests` are those that put themselves into others, in name order.
   */
  constructor(
    readonly numbers: ReadonlyMap<string, number>,
    readonly numbered: readonly (V | undefined)[],
    inOrder: () => readonly V[],
    readonly guests: readonly V[],
    private readonly make: (number: number) => V | undefined = () => undefined,
  ) {
    super(
      inOrder,
      ({ name }) => name,
      (name) => this.at(numbers.get(name) ?? -1),
    );
  }

  static of<V extends Entry>(map: ReadonlyMap<string, V>): NumberedMap<V> {
    const numbers = new Map([...map.keys()].map((name, number) => [name, number]));
    const numbered = [...map.values()];
    const guests = numbered.filter(({ before, after }) => before !== undefined || after !== undefined);
    return new NumberedMap(numbers, numbered, () => numbered, guests);
  }

  /** One more than the highest number. */
  get end(): number {
    return this.numbered.length;
  }

  at(number: number): V | undefined {
    return this.numbered[number] ?? this.make(number);
  }
}
