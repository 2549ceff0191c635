import { subjects, useSubject } from './subjects';

describe.each(subjects)('the randomness of the $name System', (subject) => {
  const on = useSubject(subject);

  it('makes ids that are version 4 GUIDs', () => {
    expect(on.system.randomness.id()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('never makes an id twice', () => {
    const ids = Array.from({ length: 1000 }, () => on.system.randomness.id());
    expect(new Set(ids).size).toBe(1000);
  });

  it('never makes a long name twice', () => {
    const names = Array.from({ length: 1000 }, () => on.system.randomness.hex(12));
    expect(new Set(names).size).toBe(1000);
  });

  it.each([1, 12, 32])('gives two characters for each of %i bytes, however often it is asked', (bytes) => {
    const names = Array.from({ length: 300 }, () => on.system.randomness.hex(bytes));
    expect(names.filter((name) => !/^[\da-f]+$/.test(name) || name.length !== bytes * 2)).toEqual([]);
  });
});
