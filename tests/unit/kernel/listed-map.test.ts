import { ListedMap } from '../../../lib/kernel/listed-map';
import { NumberedMap } from '../../../lib/kernel/numbered-map';
import type { TaskSpec } from '../../../lib/kernel/task';

const one = { name: 'A', size: 1 };
const two = { name: 'B', size: 2 };

/** What a map shows of itself. */
function shown<V>(map: ReadonlyMap<string, V>): unknown {
  const each: [string, V][] = [];
  map.forEach((value, name) => each.push([name, value]));
  return [[...map], [...map.keys()], [...map.values()], [...map.entries()], each, map.size, map.has('A'), map.get('C')];
}

it('a list is the map that it would make', () => {
  const real = new Map([one, two].map((entry) => [entry.name, entry]));
  const list = new ListedMap(
    () => [one, two],
    ({ name }) => name,
    (name) => real.get(name),
  );
  expect(shown(list)).toEqual(shown(real));
});

it('numbers lead to entries, and what was replaced is not there', () => {
  const map = new NumberedMap(new Map([['B', 1]]), [undefined, two], () => [two], []);
  expect([map.end, map.numbers.get('B'), map.at(1), map.numbers.get('A'), map.at(0)]).toEqual([
    2,
    1,
    two,
    undefined,
    undefined,
  ]);
  expect(shown(map)).toEqual(shown(new Map([['B', two]])));
});

it('a map gets numbers, and its guests are known', () => {
  const specs: readonly Pick<TaskSpec, 'name' | 'after'>[] = [{ name: 'A' }, { name: 'G', after: ['A'] }];
  const map = NumberedMap.of(new Map(specs.map((spec) => [spec.name, spec])));
  expect([map.numbers.get('G'), map.at(1), map.guests]).toEqual([1, specs[1], [specs[1]]]);
});
