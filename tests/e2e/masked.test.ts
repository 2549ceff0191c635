import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installApi, ownTasks } from '../support/own-tasks';
import { createSandbox, type RunResult, type Sandbox } from '../support/sandbox';

/** Made of what is written differently in an address, in Markdown, for a shell and for GitHub. */
const secret = "pa|ss:w%rd isn't 100";

/** Says its secret in every way there is, and fails with it. */
const frank = `const { runParallel } = require('clistack');
const secret = ${JSON.stringify(secret)};
module.exports = {
  name: 'Frank', summary: 's', mutates: true, changes: 'a file', retry: { times: 1 },
  options: { ends: { type: 'string', describe: 'd', default: 'badly' } },
  done: (ctx, { error }) => ctx.log.info('ended with ' + error?.message, { error }),
  run: async (ctx) => {
    ctx.secret(secret);
    for (const level of ['info', 'warn', 'verbose', 'debug', 'error']) ctx.log[level](secret, { [secret]: [secret] });
    ctx.progress('with ' + secret);
    ctx.answer('the word is ' + secret + '\\n');
    ctx.report.write('frank.json', { secret });
    ctx.system.files.write(ctx.paths.home + '/mine/made', 'x');
    await ctx.system.processes.run('true', [secret], { changes: { folder: ctx.paths.home, undo: { kind: 'none', reason: secret } } });
    if (!ctx.dryRun) await runParallel(ctx, [{ line: ['Echo'], env: { WORD: secret } }]);
    if (ctx.options.ends === 'well') return { secret };
    if (ctx.options.ends === 'late') process.on('exit', () => { throw new Error('late ' + secret); });
    throw Object.assign(new Error('refused: ' + secret), { code: secret });
  },
};
`;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  installApi(sandbox);
  ownTasks(sandbox, {
    'frank.js': frank,
    'echo.js': "{ name: 'Echo', summary: 's', run: () => { process.stdout.write(process.env.WORD + '\\n'); } }",
    'hooks.js': `module.exports = { exportState: () => ({ secret: ${JSON.stringify(secret)} }), footer: (result) => 'ended: ' + result.error?.message };\n`,
  });
});
afterEach(() => {
  sandbox.dispose();
});

/** Every file below the home but the task files, and the package they are written against. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === sandbox.path('mine') ? [] : filesOf(path);
    return entry.isFile() ? [path] : [];
  });
}

const env = (): Readonly<Record<string, string>> => ({
  GITHUB_ACTIONS: 'true',
  GITHUB_STEP_SUMMARY: sandbox.path('summary.md'),
});

/** Where a piece of it can be read that nobody says by chance. */
function leaks({ stdout, stderr }: RunResult): readonly string[] {
  const files = filesOf(sandbox.home).map((path) => [path.slice(sandbox.home.length), readFileSync(path, 'utf8')]);
  return [['stdout', stdout], ['stderr', stderr], ...files]
    .filter(([, text = '']) => /pa\\{0,2}\|ss|ss(:|%3A)w|w%(25)?rd|isn.{1,4}t.100/.test(text))
    .map(([name = '']) => name);
}

const whole = ['--checkpoint=keep', '--json-events', 'events.jsonl', '--summary', '--debug'];

it.each([
  ['fails', ['Frank', ...whole]],
  ['fails, as a document', ['Frank', '--json', ...whole]],
  ['answers', ['Frank', '--ends', 'well', ...whole]],
  ['answers, as a document', ['Frank', '--ends', 'well', '--json']],
  ['is rehearsed', ['Frank', '--ends', 'well', '--dry-run']],
  ['fails in a rehearsal', ['Frank', '--dry-run', '--json']],
  ['leaves something behind that throws after the end', ['Frank', '--ends', 'late']],
])('a registered secret reaches neither stdout, stderr nor any file of a run that %s', async (_, words) => {
  const result = await sandbox.run('clistack', words, { env: env() });
  expect(`${result.stdout}${result.stderr}`).toContain('[secret]');
  expect(leaks(result)).toEqual([]);
});

it('a warning that was said before its secret was known is masked where it is repeated', async () => {
  sandbox.write('mine/early.js', `module.exports = { name: 'Early', summary: 's', run: (ctx) => {
    ctx.log.warn('with correct-horse'); ctx.secret('correct-horse'); } };\n`); // prettier-ignore
  const { stderr } = await sandbox.run('clistack', ['Early']);
  expect(stderr.match(/correct-horse/g)).toHaveLength(1);
  expect(stderr).toContain('Early: with [secret]');
});
