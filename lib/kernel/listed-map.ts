/**
 * A list as a map, over a way to find its entries that is there already: one more real map of ten thousand tasks costs as much as two thousand
 * of them take to run.
 */
export class ListedMap<V> implements ReadonlyMap<string, V> {
  constructor(
    private readonly list: () => readonly V[],
    private readonly nameOf: (entry: V) => string,
    private readonly find: (name: string) => V | undefined,
  ) {}

  get size(): number {
    return this.list().length;
  }

  get(name: string): V | undefined {
    return this.find(name);
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  values(): ArrayIterator<V> {
    return this.list().values();
  }

  keys(): ArrayIterator<string> {
    return this.list().map(this.nameOf).values();
  }

  entries(): ArrayIterator<[string, V]> {
    return this.list()
      .map((entry): [string, V] => [this.nameOf(entry), entry])
      .values();
  }

  [Symbol.iterator](): ArrayIterator<[string, V]> {
    return this.entries();
  }

  forEach(look: (entry: V, name: string, all: ReadonlyMap<string, V>) => void): void {
    for (const entry of this.list()) look(entry, this.nameOf(entry), this);
  }
}
