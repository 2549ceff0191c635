import { asFault } from '../../../lib/kernel/as-fault';
import { interrupted } from '../../../lib/kernel/faults';

describe('what a task threw', () => {
  it('stays as it is when it is a known fault', () => {
    const known = interrupted({ signal: 'SIGINT' });
    expect(asFault('A', known)).toBe(known);
  });

  it.each([
    [new Error('broken'), 'A: broken'],
    [new Error(''), 'A: an error without a message'],
    [{ message: 'from another realm' }, 'A: from another realm'],
    [{ message: 5 }, 'A: threw [object Object] in the place of an error'],
    ['text', 'A: threw text in the place of an error'],
    [null, 'A: threw null in the place of an error'],
    [undefined, 'A: threw undefined in the place of an error'],
    [Symbol('s'), 'A: threw Symbol(s) in the place of an error'],
  ])('%p is a bug that keeps its cause', (thrown, message) => {
    expect(asFault('A', thrown)).toMatchObject({ code: 'RUN500', exit: 500, message, cause: thrown });
  });

  it('is a bug even where it has no text at all', () => {
    const bare: unknown = Object.create(null);
    expect(asFault('A', bare)).toMatchObject({ code: 'RUN500', exit: 500 });
  });
});
