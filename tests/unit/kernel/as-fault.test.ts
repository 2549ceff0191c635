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
    ['', 'A: threw "" in the place of an error'],
    [[], 'A: threw [] in the place of an error'],
    [null, 'A: threw null in the place of an error'],
    [undefined, 'A: threw undefined in the place of an error'],
    [Symbol('s'), 'A: threw Symbol(s) in the place of an error'],
  ])('%p is a bug that keeps its cause', (thrown, message) => {
    expect(asFault('A', thrown)).toMatchObject({ code: 'RUN500', exit: 500, message, cause: thrown });
  });

  it.each([
    [{ code: 'EMFILE', syscall: 'open', path: '/a' }, 'A: too many open files (open /a)'],
    [{ code: 'ENOSPC', syscall: 'write' }, 'A: no space left on the disk (write)'],
    [{ code: 'EIO', syscall: 'scandir', path: '/a' }, 'A: the disk reported an error (scandir /a)'],
  ])('%j is trouble of the machine and no bug', (fields, message) => {
    const thrown = Object.assign(new Error('x'), fields);
    expect(asFault('A', thrown)).toMatchObject({ code: 'RUN506', exit: 506, message, cause: thrown });
  });

  it.each([
    [{ code: 'ENOENT', syscall: 'open', path: '/a' }],
    [{ code: 'EACCES', syscall: 'open', path: '/a' }],
    [{ code: 'EMFILE' }],
  ])('%j is a bug like any other', (fields) => {
    expect(asFault('A', Object.assign(new Error('x'), fields))).toMatchObject({ code: 'RUN500' });
  });

  it('what newer Nodes say of a package.json in words is trouble of the machine, or else a bug', () => {
    const unread = (words: string): Error =>
      Object.assign(new Error(`Cannot read package config /a: b/package.json: ${words}.`), {
        code: 'ERR_INVALID_PACKAGE_CONFIG',
      });
    const message = 'A: too many open files (open /a: b/package.json)';
    expect(asFault('A', unread('too many open files'))).toMatchObject({ code: 'RUN506', message });
    expect(asFault('A', unread('permission denied'))).toMatchObject({ code: 'RUN500' });
  });

  it('is a bug even where it has no text at all', () => {
    const bare: unknown = Object.create(null);
    expect(asFault('A', bare)).toMatchObject({ code: 'RUN500', exit: 500 });
  });
});
