import { nameKey, parseDependencies, parseReference } from '../../../lib/kernel/reference';

describe('a reference', () => {
  it.each([
    ['Pin.Sync', { name: 'Pin.Sync', safe: false }],
    ['Pin.Sync?', { name: 'Pin.Sync', safe: true }],
    ['Pin.Sync~', { name: 'Pin.Sync', safe: true }],
    ['', { name: '', safe: false }],
  ])('%p is read', (text, expected) => {
    expect(parseReference(text)).toEqual(expected);
  });

  it('in a list inside the list stands beside the others', () => {
    const a = { name: 'A', safe: false };
    const [b, c] = [
      { name: 'B', safe: true },
      { name: 'C', safe: false },
    ];
    expect(parseDependencies(['A', ['B?', 'C']])).toEqual([[a], [b, c]]);
  });

  it('list may be absent', () => {
    expect(parseDependencies()).toEqual([]);
  });
});

it('names differ neither by case nor by hyphens', () => {
  expect(nameKey('pin.drift-fail')).toBe(nameKey('Pin.DriftFail'));
  expect(nameKey('Pin.Drift')).not.toBe(nameKey('Pin.Drift.Fail'));
});
