import { join } from 'node:path';
import { home, loadTexts, userConfig, validate } from './world';

const project = '/project/toolstack.config.json';
const folders = (list: readonly string[]): string => JSON.stringify({ taskFolders: list });

describe('a folder of code', () => {
  it.each(['./tasks', '.\\tasks', './a/b', '~/tasks', '/srv/tasks', 'C:\\tasks'])('may be %s', (path) => {
    expect(validate({ taskFolders: [path], health: { folders: [path] } })).toBe(true);
  });

  it.each(['.', './', 'tasks', '../tasks', './../tasks', './a/..', '~', '/'])('may not be "%s"', (path) => {
    expect(validate({ taskFolders: [path] })).toBe(false);
    expect(validate({ health: { folders: [path] } })).toBe(false);
  });

  it('is seen from the config file that names it', () => {
    const text = JSON.stringify({
      taskFolders: ['./tasks', '~/mine', '/srv/tasks'],
      health: { folders: ['./checks'] },
    });
    const { config } = loadTexts({ [project]: text }, { cwd: '/project/src/deep', folders: ['/project/src/deep'] });
    expect(config.taskFolders).toEqual([join('/project', 'tasks'), '~/mine', '/srv/tasks']);
    expect(config.health.folders).toEqual([join('/project', 'checks')]);
  });

  it('of a file that another one extends is seen from there', () => {
    const own = JSON.stringify({ extends: '../team/base.json', health: { folders: ['./checks'] } });
    const { config } = loadTexts({ [project]: own, '/team/base.json': folders(['./tasks']) }, { cwd: '/project' });
    expect(config.taskFolders).toEqual([join('/team', 'tasks')]);
    expect(config.health.folders).toEqual([join('/project', 'checks')]);
  });

  it('named by the environment is seen from the working folder', () => {
    const env = { CLISTACK__taskFolders: './tasks' };
    expect(loadTexts({}, { cwd: '/here', folders: ['/here'], env }).config.taskFolders).toEqual([
      join('/here', 'tasks'),
    ]);
  });

  it('may lie in a folder that is managed, for it is only read', () => {
    const text = JSON.stringify({ workspaces: ['~/src'], taskFolders: ['~/src/tools/tasks'] });
    expect(loadTexts({ [userConfig]: text }).problems).toEqual([]);
  });

  it('is not the home, and the answer says what it can be', () => {
    expect(loadTexts({ [userConfig]: folders([home]) }).problems[0]?.message).toContain('the home folder itself');
    expect(loadTexts({ [userConfig]: folders(['tasks']) }).problems[0]?.allowed).toContain('one from this file (./x)');
  });
});
