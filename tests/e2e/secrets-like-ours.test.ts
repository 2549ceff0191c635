import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  ownTasks(sandbox, {
    'weird.js': `{ name: 'Weird', summary: 's', mutates: true, changes: 'c', deps: ['Fine'],
      options: { token: { type: 'string', describe: 'd', secret: true } },
      run: ({ system, paths, options: { token }, log }) => {
        log.info('with ' + token);
        if (system.files.stat(paths.home + '/fixed') === undefined) throw new Error('not with ' + token);
        system.files.write(paths.home + '/made', 'x');
        return { [token]: token, said: 'it was ' + token };
      } }`,
    'fine.js': "{ name: 'Fine', summary: 's', run: () => 'fine' }",
  });
});
afterEach(() => {
  sandbox.dispose();
});

const year = String(new Date().getFullYear());

describe.each([year, 'open', 'line', 'task', 'tasks', 'state', 'succeeded', 'ended', 'Fine', 'file.write', 'result'])(
  'a secret that is %s',
  (token) => {
    const weird = ['Weird', '--token', token, '--summary', '--json', '--json-events', 'events.jsonl'];

    it('keeps nobody from reading what its run has written, and from going on with it', async () => {
      const failed = documentOf(await sandbox.run('clistack', [...weird, '--checkpoint']));
      expect(failed).toMatchObject({ success: false, task: 'Weird', error: { message: expect.stringContaining('not with [secret]') } });
      expect(failed['summary']).toMatchObject({ tasks: [{ task: 'Fine', state: 'succeeded' }, { task: 'Weird', state: 'failed' }] });
      expect(documentOf(await sandbox.run('clistack', ['Fine', '--checkpoint=keep', '--json']))).toMatchObject({ success: true });

      sandbox.write('fixed', '');
      const resumed = documentOf(await sandbox.run('clistack', [...weird, '--resume']));
      expect(resumed).toMatchObject({ success: true, data: { '[secret]': '[secret]', said: 'it was [secret]' } });
      expect(resumed['tasks']).toMatchObject([{ task: 'Fine', reason: expect.stringContaining('done in run') }, {}]);

      const { stdout, stderr } = await sandbox.run('clistack', ['Runs.List', '--json']);
      expect(stderr).not.toContain('damaged');
      expect(JSON.parse(stdout)).toMatchObject({
        data: { runs: [{ command: expect.stringContaining('Weird --token [secret]'), exit_code: 0 }, { exit_code: 0 }, { exit_code: 500 }] },
      });
      const events = sandbox.read('events.jsonl').trim().split('\n');
      for (const each of events) expect(JSON.parse(each)).toMatchObject({ ts: expect.stringMatching(`^${year}-`), event: expect.any(String) });
    });

    it('does not take the words of a plan', async () => {
      sandbox.write('fixed', '');
      const { stdout } = await sandbox.run('clistack', ['Weird', '--token', token, '--dry-run']);
      expect(stdout).toContain(`Weird would:\n  write ${sandbox.path('made')}\n`);
    });
  },
); // prettier-ignore
