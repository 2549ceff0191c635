import { programNames } from '../../../lib/system/program-names';

describe('the file names of a command on Windows', () => {
  it('follow the order of PATHEXT', () => {
    expect(programNames('npm', '.CMD;.EXE')).toEqual(['npm.cmd', 'npm.exe']);
  });

  it('are the name alone when it has such an extension', () => {
    expect(programNames('Node.EXE', '.COM;.EXE')).toEqual(['Node.EXE']);
  });

  it('take a dot in a name for part of it', () => {
    expect(programNames('python3.11', '.exe')).toEqual(['python3.11.exe']);
  });

  it('leave out what needs an interpreter', () => {
    expect(programNames('run', '.JS;.VBS;.BAT')).toEqual(['run.bat']);
    expect(programNames('run.js', '.JS;.EXE')).toEqual(['run.js.exe']);
  });

  it('are the usual ones where PATHEXT is not set', () => {
    expect(programNames('git', undefined)).toEqual(['git.com', 'git.exe', 'git.bat', 'git.cmd']);
  });
});
