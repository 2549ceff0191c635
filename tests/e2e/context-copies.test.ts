import { existsSync } from 'node:fs';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
});
afterEach(() => {
  sandbox.dispose();
});

const answerOf = async (code: string, ...flags: readonly string[]): Promise<unknown> => {
  sandbox.write('tasks/own/case.js', `module.exports = { name: 'Own.Case', summary: 's', run: (ctx) => (${code}) };`);
  return documentOf(await sandbox.run('clistack', ['Own.Case', '--json', ...flags])).data;
};

describe('whoever hands on another context', () => {
  it('makes one with something else in it, which has all the rest', async () => {
    const other = "((copy) => [copy.system, copy.task, copy.dryRun, typeof copy.log.info, copy.config === ctx.config])(Object.create(ctx, { system: { value: 'other' } }))"; // prettier-ignore
    expect(await answerOf(other)).toEqual(['other', 'Own.Case', false, 'function', true]);
  });

  it.each([
    ['changing', [], false],
    ['dry', ['--dry-run'], true],
  ])('knows of a copy by spreading whether the run is a dry one: %s', async (_, flags, isDry) => {
    expect(await answerOf('({ ...ctx }).dryRun', ...flags)).toBe(isDry);
  });

  it('can assign nothing of it, and what it assigns to dryRun does not make a dry run another one', async () => {
    const assigned = "((ctx) => { 'use strict'; const failed = ['task', 'system', 'config'].filter((name) => { try { ctx[name] = 5; return false; } catch { return true; } }); ctx.dryRun = false; ctx.system.files.write(ctx.paths.home + '/x', 'x'); return failed; })(ctx)"; // prettier-ignore
    expect(await answerOf(assigned, '--dry-run')).toEqual(['task', 'system', 'config']);
    expect(existsSync(sandbox.path('x'))).toBe(false);
  });
});
