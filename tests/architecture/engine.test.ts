import { provenItems, renderEngine, unprovenItems } from '../../lib/proof/docs/engine';
import { createRealSystem } from '../../lib/system/real';

const proven = provenItems(createRealSystem());

/** Items that are still being built; an empty list when all are there. */
const notYet: readonly number[] = [];

it('proves every item of the list that the engine is measured by', () => {
  expect(unprovenItems(proven).filter((item) => !notYet.includes(item))).toEqual([]);
});

it('knows of no item beyond the list', () => {
  expect([...proven.keys()].filter((item) => item < 1 || item > 32)).toEqual([]);
});

it('says of these alone that they are different', () => {
  const different = [...renderEngine(proven).matchAll(/^\| (\d+) \|.*\| different/gm)].map(([, item]) => Number(item));
  expect(different).toEqual([13, 24, 29, 31]);
});
