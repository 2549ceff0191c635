import fc from 'fast-check';
import { nameKey, parseReference, plainSpelling } from '../../../lib/kernel/reference';

describe('a reference', () => {
  it.each([
    ['Pin.Sync', { name: 'Pin.Sync', safe: false }],
    ['Pin.Sync?', { name: 'Pin.Sync', safe: true }],
    ['Pin.Sync~', { name: 'Pin.Sync', safe: true }],
    ['', { name: '', safe: false }],
  ])('%p is read', (text, expected) => {
    expect(parseReference(text)).toEqual(expected);
  });
});

it('names differ neither by case nor by hyphens', () => {
  expect(nameKey('pin.drift-fail')).toBe(nameKey('Pin.DriftFail'));
  expect(nameKey('Pin.Drift')).not.toBe(nameKey('Pin.Drift.Fail'));
});

describe('the plain spelling of a name', () => {
  it.each(['Base', 'Pin.Sync', 'T.N000001', 'A.B.C2'])('is %s itself', (name) => {
    expect(plainSpelling(name)).toBe(name);
  });

  const name = fc.string({ unit: fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '.', '-', '@', '[', '_', 'é') });

  it('is a name itself that has its capitals where they belong and nowhere else', () => {
    fc.assert(
      fc.property(name, (text) => {
        const isPlain = /^(?:[A-Z][^A-Z.-]*(?:\.|$))*$/.test(text);
        return !isPlain || plainSpelling(text) === text;
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same for all spellings of a name', () => {
    fc.assert(
      fc.property(name, (text) => plainSpelling(text.toLowerCase().replaceAll('-', '')) === plainSpelling(text)),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['Pin.DriftFail', 'Pin.Driftfail'],
    ['pin.drift-fail', 'Pin.Driftfail'],
    ['PIN.SYNC', 'Pin.Sync'],
    ['HC007', 'Hc007'],
  ])('of %s is %s', (name, plain) => {
    expect(plainSpelling(name)).toBe(plain);
  });
});
