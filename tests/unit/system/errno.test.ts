import { errnoOf, isMachineTrouble, reasonOf } from '../../../lib/kernel/errno';
import { changeFault, changing, reading } from '../../../lib/system/errno';
import { errorWith } from '../../contract/matching';

const errno = (code: string): Error => Object.assign(new Error('secret --token=x'), { code });
const fault = (fields: Record<string, unknown>): Error => errorWith(fields);

describe('an errno', () => {
  it.each([null, undefined, 'ENOENT', {}, { code: 5 }, new Error('x')])('is not found in %p', (thrown) => {
    expect(errnoOf(thrown)).toBeUndefined();
  });

  it('is a short sentence, never the message of the error', () => {
    expect([errno('EACCES'), errno('ENOSPC'), errno('EODD'), new Error('x')].map(reasonOf)).toEqual([
      'permission denied',
      'no space left on the disk',
      'EODD',
      'unexpected error',
    ]);
  });

  it.each([
    ['ENOENT', 'SYS001'],
    ['EEXIST', 'SYS002'],
    ['ENOTEMPTY', 'SYS006'],
    ['EACCES', 'SYS004'],
    ['EROFS', 'SYS004'],
  ])('%s of a change is %s', (code, expected) => {
    expect(changeFault('/a', errno(code))).toMatchObject({ code: expected, exit: 506, data: { path: '/a' } });
  });

  it.each([
    ['ENOENT', 'SYS001'],
    ['EACCES', 'SYS003'],
  ])('%s of a reading call is %s and keeps its cause', (code, expected) => {
    const cause = errno(code);
    const read = (): unknown =>
      reading('/a', () => {
        throw cause;
      });
    expect(read).toThrow(fault({ code: expected, cause }));
  });
});

it('a fault that is thrown in a change stays what it is', () => {
  const inner = changeFault('/inner', errno('EIO'));
  const change = (): void => {
    changing('/a', () => {
      throw inner;
    });
  };
  expect(change).toThrow(inner);
});

it.each([
  [errno('EMFILE'), true],
  [changeFault('/a', errno('EIO')), true],
  [errno('EACCES'), false],
  [changeFault('/a', errno('ENOENT')), false],
  [new Error('x'), false],
  [null, false],
])('%p is trouble of the machine: %p', (error, expected) => {
  expect(isMachineTrouble(error)).toBe(expected);
});

describe('a call that works', () => {
  it('answers what it answers', () => {
    expect([reading('/a', () => 1), changing('/a', () => 2)]).toEqual([1, 2]);
  });
});
