import * as faults from '../../../lib/system/faults';

describe('faults of the system', () => {
  it('have codes of their own', () => {
    const codes = Object.values(faults).map(({ page }) => page.code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('name the thing in one sentence and say what to type next', () => {
    const made = [
      faults.fileMissing({ path: '/a' }),
      faults.fileExists({ path: '/a' }),
      faults.unreadable({ path: '/a', reason: 'it is a folder' }),
      faults.unwritable({ path: '/a', reason: 'it is in use' }),
      faults.wrongKind({ path: '/a', expected: 'a link' }),
      faults.folderNotEmpty({ path: '/a' }),
      faults.unsafeFolder({ path: '/a', reason: 'it is a link' }),
      faults.toolMissing({ tool: 'git' }),
      faults.childFailed({ command: 'git', args: [], exitCode: 1, signal: null, stderr: '' }),
      faults.childFailed({ command: 'git', args: [], exitCode: null, signal: null, stderr: '' }),
      faults.childFailed({ command: 'git', args: [], exitCode: null, signal: 'SIGKILL', stderr: '' }),
      faults.childTimedOut({ command: 'git', timeoutMs: 5 }),
      faults.outputTooLarge({ command: 'git', stream: 'stdout', limitMiB: 64 }),
      faults.lockedByOther({ name: 'run', holder: 'process 1' }),
      faults.notOnThisSystem({ what: 'this', os: 'aix' }),
    ];
    expect(made.map(({ message }) => message)).toEqual([
      '/a does not exist',
      '/a exists already',
      'cannot read /a: it is a folder',
      'cannot change /a: it is in use',
      '/a is not a link',
      '/a is not empty',
      '/a is not safe for our state: it is a link',
      'git is not on the PATH',
      'git ended with status 1',
      'git ended with status unknown',
      'git was ended by SIGKILL',
      'git took longer than 5 ms',
      'git wrote more than 64 MiB to stdout',
      "'run' is locked by process 1",
      'this is not available on aix',
    ]);
    expect(made.filter(({ fix }) => fix === '')).toEqual([]);
  });

  it('never show the arguments or the output of a command in their sentence', () => {
    const { message } = faults.childFailed({
      command: 'git',
      args: ['--token=x'],
      exitCode: 1,
      signal: null,
      stderr: 'x',
    });
    expect(message).toBe('git ended with status 1');
  });
});
