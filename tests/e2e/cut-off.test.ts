import { createSandbox, packageRoot, type Sandbox } from '../support/sandbox';
import { runScript } from '../support/script';

const late = "run: () => new Promise((go) => { setTimeout(() => { throw new Error('nobody catches'); }, 50); setTimeout(go, 300); })"; // prettier-ignore

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  task('Late', late);
  task('Write', change('written'));
  task('Again', change('again'));
  task('After', "run: () => { console.log('begun'); }");
  // It is left alone by its run, and goes on all the same.
  task('Stays', late.replace('setTimeout(go, 300)', `setTimeout(() => { try { system.files.write(paths.home + '/late', 'x'); } catch (e) { console.log(JSON.stringify(e.code)); } log.warn('late word'); answer('late answer'); }, 150)`).replace('run: ()', 'mutates: true, changes: "x", run: ({ system, paths, log, answer })')); // prettier-ignore
});
afterEach(() => {
  sandbox.dispose();
});

function change(file: string): string {
  return `mutates: true, changes: 'a file', run: ({ system, paths }) => { system.files.write(paths.home + '/${file}', String(Math.random())); }`;
}

function task(name: string, more: string): void {
  const head = `const { runLine } = require(${JSON.stringify(packageRoot)});\n`;
  sandbox.write(`tasks/own/${name.toLowerCase()}.js`, `${head}module.exports = { name: 'Own.${name}', summary: 'x', ${more} };\n`); // prettier-ignore
}

/** Runs it in a program and answers what that printed, line by line as JSON. */
function lines(script: string): readonly unknown[] {
  const { status, stdout, stderr } = runScript(sandbox, script);
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line) as unknown); // prettier-ignore
}

const run = (...line: readonly string[]): string =>
  `await clistack.runLine(${JSON.stringify(line)}, { output: 'none' })`;
const pause = (ms: number): string => `await new Promise((go) => setTimeout(go, ${ms}));`;
const told = (result: string): string => `console.log(JSON.stringify([${result}.status, ...${result}.tasks.map((t) => t.name + ' ' + t.state)]));`; // prettier-ignore

it('nothing of a line begins after it was cut off, and it keeps no lock', () => {
  const seen = lines(`
    const first = ${run('Own.Late', 'Own.After', 'Own.Write')};
    ${told('first')} ${pause(600)}
    const second = ${run('Own.Again')};
    ${told('second')}`);
  expect(seen).toEqual([
    [500, 'Own.Late failed'],
    [0, 'Own.Again succeeded'],
  ]);
  expect(sandbox.tree()).not.toHaveProperty('written');
});

it('a line that was cut off writes nothing into files that its program opens later', () => {
  const events = ['--json-events', sandbox.path('events.jsonl'), '--checkpoint'];
  const seen = lines(`
    const fs = require('fs');
    const first = ${run('Own.Write', 'Own.Stays', 'Own.Again', ...events)};
    const mine = [...Array(12).keys()].map((at) => '${sandbox.home}/mine' + at);
    for (const path of mine) fs.openSync(path, 'w');
    ${told('first')} ${pause(600)}
    console.log(JSON.stringify(mine.map((path) => fs.readFileSync(path, 'utf8')).join('')));`);
  expect(seen).toEqual([[500, 'Own.Write succeeded', 'Own.Stays failed'], 'UND005', '']);
});

it('what a line left behind changes nothing after its end, and says nothing', () => {
  const { status, stdout, stderr } = runScript(
    sandbox,
    `const first = await clistack.runLine(['Own.Stays'], {}); console.log('---'); console.error('---'); ${pause(400)}`,
  );
  expect([status, stdout, stderr.split('---\n')[1]]).toEqual([0, '---\n"UND005"\n', '']);
  expect(sandbox.tree()).not.toHaveProperty('late');
});

it('a program keeps what it said its status is, and the next line its own, after one that was cut off', () => {
  const { status, stderr } = runScript(
    sandbox,
    `process.exitCode = 7; ${run('Own.Late')}; process.exitCode = 5; ${pause(600)}`,
  );
  expect([status, stderr]).toEqual([5, '']);
});

it('a line in a task that is cut off leaves the children of the tasks beside it', async () => {
  task('Child', "run: async ({ system }) => { await system.processes.run('sleep', ['1']); }");
  task(
    'Line',
    `run: async () => { const { status } = ${run('Own.Late').replace('clistack.', '')}; return { status }; }`,
  );
  task('Both', "deps: [['Own.Child', 'Own.Line']]");
  const { status, stderr } = await sandbox.run('clistack', ['Own.Both']);
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^ok +Own\.Child/m)]);
});
