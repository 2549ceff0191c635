import { readdirSync, rmSync } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write('fail', '');
});
afterEach(() => {
  sandbox.dispose();
});

/** A task after another one, which ends well and fails behind its end in the way that is named, as long as there is a file `fail`. */
const late = (body: string, more = ''): void => {
  ownTasks(sandbox, {
    'a.js': "{ name: 'A', summary: 's', run: () => 1 }",
    'late.js': `const fails = () => require('fs').existsSync(${JSON.stringify(sandbox.path('fail'))});
module.exports = { name: 'Late', summary: 's', deps: ['A'], run: () => { ${body} return 2; }, ${more} };\n`,
  });
};
const behindTheProcess = "process.on('exit', () => { if (fails()) process.exitCode = 3; });";
/** The document of the same line, once nothing fails any more. */
async function goneOn(...line: readonly string[]): Promise<ReturnType<typeof documentOf>> {
  rmSync(sandbox.path('fail'));
  return documentOf(await sandbox.run('clistack', [...line, '--resume', '--json']));
}
const doneBefore = { task: 'A', reason: expect.stringMatching(/^done in run/) as unknown };

it.each(['--checkpoint', '--checkpoint=keep'])(
  'of a run with %s that failed behind its answer nothing is done, and it can be gone on with',
  async (flag) => {
    late(behindTheProcess);
    const { status, stderr } = await sandbox.run('clistack', ['Late', flag]);
    expect([status, stderr]).toEqual([500 % 256, expect.stringContaining('RUN070')]);
    expect(await goneOn('Late')).toMatchObject({ exit_code: 0, tasks: [{ reason: null }, { reason: null }] });
  },
);

it('it closes nothing that a run before it had left open', async () => {
  late(`if (fails() && !process.env.LATER) throw new Error('now'); ${behindTheProcess}`);
  expect((await sandbox.run('clistack', ['Late', '--checkpoint'])).status).toBe(500 % 256);
  const [first = ''] = readdirSync(`${sandbox.state}/checkpoints`);
  const { stderr } = await sandbox.run('clistack', ['Late', '--checkpoint'], { env: { LATER: '1' } });
  expect(stderr).toContain('RUN070');
  rmSync(sandbox.path('fail'));
  const resumed = await sandbox.run('clistack', ['Late', `--resume=${first.slice(0, 8)}`, '--json']);
  expect(documentOf(resumed)).toMatchObject({ exit_code: 0, tasks: [doneBefore, {}] });
});

it.each([
  ['closes stdout', "if (fails()) require('fs').closeSync(1);", '', 506],
  ['has words that throw', '', "show: () => { if (fails()) throw new Error('shy'); return 'told'; }", 500],
])('a run whose task %s did its work, and can be gone on with for its answer', async (_, body, more, expected) => {
  late(body, more);
  expect((await sandbox.run('clistack', ['Late', '--checkpoint'])).status).toBe(expected % 256);
  const { reason } = doneBefore;
  expect(await goneOn('Late')).toMatchObject({ exit_code: 0, data: 2, tasks: [{ reason }, { reason }] });
});

it('what was done again since is told by the run that did it', async () => {
  late("if (fails()) throw new Error('now');");
  const run = async (): Promise<string> => {
    await sandbox.run('clistack', ['Late', '--checkpoint']);
    const { data } = documentOf(await sandbox.run('clistack', ['Runs.List', '--json']));
    return (data as { readonly runs: readonly { readonly run: string }[] }).runs[0]?.run.slice(0, 8) ?? '';
  };
  const first = await run();
  rmSync(sandbox.path('fail'));
  const second = await run();
  const { status, stderr } = await sandbox.run('clistack', ['Late', '--resume']);
  expect(status).toBe(501 % 256);
  expect(stderr).toContain(`error RUN044: run ${second} has done 'Late' since run ${first}, and came to a good end`);
});
