import { defineFault, isStackError, StackError } from '../../../lib/kernel/fault';

const noDoor = defineFault<{ door: string; count: number }>({
  code: 'TST001',
  exit: 501,
  title: 'no such door',
  why: 'It is not there.',
  message: ({ door, count }) => `no door '${door}' among ${count}`,
  fix: ({ door }) => `ls ${door}`,
});

describe('a fault', () => {
  it('carries its page filled with its data', () => {
    const cause = new Error('below');
    const error = noDoor({ door: 'left', count: 2 }, { cause });
    expect(error).toMatchObject({
      name: 'StackError',
      code: 'TST001',
      exit: 501,
      message: "no door 'left' among 2",
      fix: 'ls left',
      data: { door: 'left', count: 2 },
      cause,
    });
  });

  it('is an error with a stack', () => {
    expect(noDoor({ door: 'left', count: 2 })).toBeInstanceOf(Error);
    expect(noDoor({ door: 'left', count: 2 }).stack).toContain("no door 'left'");
  });

  it('has no cause where it was given none', () => {
    expect('cause' in noDoor({ door: 'left', count: 2 })).toBe(false);
  });

  it('shows its page with placeholders for the data', () => {
    expect(noDoor.page).toEqual({
      code: 'TST001',
      exit: 501,
      title: 'no such door',
      why: 'It is not there.',
      fixShape: 'ls <door>',
    });
  });
});

describe('a StackError', () => {
  it('is known by its fields, also when its class is another copy', () => {
    const copy = { name: 'StackError', exit: 501 };
    expect([new StackError('TST001', 500, 'm', 'f', {}), copy].map(isStackError)).toEqual([true, true]);
  });

  it.each([
    null,
    undefined,
    'StackError',
    new Error('x'),
    { name: 'StackError' },
    { exit: 501 },
    { name: 'Other', exit: 1 },
  ])('is not %p', (thrown) => {
    expect(isStackError(thrown)).toBe(false);
  });
});
