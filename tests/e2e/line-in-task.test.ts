import { createSandbox, documentOf, packageRoot, type Sandbox } from '../support/sandbox';
import { runScript } from '../support/script';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  task('Failing', "run: () => { throw new Error('broken'); }");
  task('Thrown', "run: () => new Promise(() => { setTimeout(() => { throw new Error('late'); }, 50); setTimeout(() => undefined, 500); })"); // prettier-ignore
  task('Hangs', 'run: () => new Promise(() => undefined)');
  task('Good', 'run: () => 1');
  task('Deaf', 'run: () => new Promise((resolve) => setTimeout(resolve, 3000))');
  for (const name of ['Failing', 'Thrown', 'Hangs', 'Good'])
    task(`Run${name}`, `run: async () => { const r = await runLine(['Own.${name}'], { output: 'none' }); return { status: r.status, code: r.error?.code ?? null }; }`); // prettier-ignore
});
afterEach(() => {
  sandbox.dispose();
});

function task(name: string, more: string): void {
  const head = `const { runLine } = require(${JSON.stringify(packageRoot)});\n`;
  sandbox.write(`tasks/own/${name.toLowerCase()}.js`, `${head}module.exports = { name: 'Own.${name}', summary: 'x', ${more} };\n`); // prettier-ignore
}

it.each([
  ['Good', 0, null],
  ['Failing', 500, 'RUN500'],
  ['Thrown', 500, 'RUN500'],
  ['Hangs', 509, 'RUN009'],
])('a task that runs the line %s gets its result and goes on', async (name, status, code) => {
  const document = documentOf(await sandbox.run('clistack', [`Own.Run${name}`, '--json']));
  expect(document).toMatchObject({ exit_code: 0, success: true, data: { status, code } });
});

it.each([
  ["'One'", 'it takes a list of words'],
  ['undefined', 'it takes a list of words'],
  ['[1]', 'it takes a list of words'],
  ["['Tasks'], null", 'its options are an object'],
  ["['Tasks'], { output: 'some' }", 'output is'],
  ["['Tasks'], { signal: 5 }", 'signal is an AbortSignal'],
])('runLine(%s) is refused with a result, never thrown', (call, words) => {
  const { status, stdout, stderr } = runScript(
    sandbox,
    `const r = await clistack.runLine(${call}); console.log(JSON.stringify([r.success, r.status, r.error.message, r.tasks]));`,
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual([false, 500, expect.stringContaining(words), []]);
});

it('a program is where it was after a line that was refused, and after one that was cut off', () => {
  // The build root is the folder of the config, above it.
  sandbox.write('project/toolstack.config.json', JSON.stringify({ taskFolders: [sandbox.path('tasks')] }));
  const stray = sandbox.path('project/stray');
  const { status, stdout } = runScript(
    sandbox,
    `require('fs').mkdirSync(${JSON.stringify(stray)});
     process.chdir(${JSON.stringify(stray)});
     const here = [process.cwd()];
     const refused = await clistack.runLine(['Own.Good', '--resume', '--json-events', 'events'], { output: 'none' });
     here.push(process.cwd());
     const stop = new AbortController();
     const running = clistack.runLine(['Own.Deaf'], { output: 'none', signal: stop.signal });
     setTimeout(() => stop.abort(), 100);
     const cut = await running;
     here.push(process.cwd());
     await new Promise((resolve) => setTimeout(resolve, 2500));
     here.push(process.cwd());
     console.log(JSON.stringify([refused.error.code, cut.error.code, [...new Set(here)].length]));`,
  );
  expect([status, JSON.parse(stdout)]).toEqual([0, ['RUN044', 'RUN011', 1]]);
  expect(sandbox.read('project/stray/events')).toMatch(/"event":"closed","status":501/);
});
