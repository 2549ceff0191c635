import type { PartialStatus } from '../../../lib/kernel/exit';
import { noOp, partial, readEnd, skipped } from '../../../lib/kernel/outcome';

describe('the end of a task', () => {
  it.each([
    [partial(203, 'drift', [1]), { kind: 'partial', status: 203, reason: 'drift', data: [1] }],
    [partial(203, 'drift'), { kind: 'partial', status: 203, reason: 'drift', data: null }],
    [skipped('HC001', 'no git'), { kind: 'skipped', code: 'HC001', reason: 'no git', data: null }],
    [noOp(), { kind: 'no-op', data: null }],
  ])('%# is read as it was said', (end, expected) => {
    expect(readEnd(end)).toMatchObject(expected);
  });

  it.each([undefined, null])('is done without data for %p', (value) => {
    expect(readEnd(value)).toEqual({ kind: 'done', data: null });
  });

  it.each([[0], [''], [false], [[]], [{ kind: 'partial', status: 203, reason: 'looks like an end', data: null }]])(
    'is done with plain data for %p',
    (value) => {
      expect(readEnd(value)).toEqual({ kind: 'done', data: value });
    },
  );

  it.each([0, 200, 207, 500, 512, NaN])('is a bug where it is partial with the status %p', (status) => {
    // Plain JavaScript says any number.
    const end = partial(status as PartialStatus, 'so it says');
    expect(() => readEnd(end)).toThrow(`it ended as partial with ${status}, which is none of 201 to 206`);
  });

  it('is a bug where it is partial with a text that looks like a status', () => {
    const end = partial('203' as unknown as PartialStatus, 'so it says');
    expect(() => readEnd(end)).toThrow("it ended as partial with '203', which is none of 201 to 206");
  });
});
