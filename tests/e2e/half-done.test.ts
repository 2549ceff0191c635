import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';
import { toldBy } from '../support/told';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write('in.txt', '1');
});
afterEach(() => {
  sandbox.dispose();
});

const run = (...line: readonly string[]): Promise<Record<string, unknown>> => toldBy(sandbox, ...line);
const at = (name: string): string => JSON.stringify(sandbox.path(name));
const files = (): string => `inputs: [${at('in.txt')}], outputs: [${at('out.txt')}]`;
const read = (name: string): string => readFileSync(sandbox.path(name), 'utf8');
const fs = "const fs = require('fs');\n";

/** Fails until a file is there. */
const fails = (name: string, ms = 0): string =>
  `${fs}module.exports = { name: '${name}', summary: 's', run: async () => { await new Promise((go) => setTimeout(go, ${ms}));
  if (!fs.existsSync(${at('ok')})) throw new Error('not yet'); } };\n`;

describe('a task that was told to stop and ended well', () => {
  /** Writes one half, and the other one later unless it is told to stop. */
  const tasks = (): void => {
    const half = `${fs}module.exports = { name: 'Half', summary: 's', ${files()}, run: async ({ signal }) => {
  fs.writeFileSync(${at('out.txt')}, 'half');
  for (let step = 0; step < 40 && !signal.aborted; step += 1) await new Promise((go) => setTimeout(go, 25));
  if (!signal.aborted) fs.writeFileSync(${at('out.txt')}, 'whole');
} };\n`;
    const both = "{ name: 'Both', summary: 's', deps: [['Half', 'Fails']] }";
    ownTasks(sandbox, { 'half.js': half, 'fails.js': fails('Fails', 200), 'both.js': both });
  };

  it('is not fresh in the next run', async () => {
    tasks();
    expect(await run('Both')).toMatchObject({ exit_code: 500 });
    expect(read('out.txt')).toBe('half');
    expect(await run('Half')).toMatchObject({ exit_code: 0, states: ['Half succeeded'] });
    expect(read('out.txt')).toBe('whole');
    expect(await run('Half')).toMatchObject({ states: ['Half skipped'] });
  });

  it('is not done for a run that goes on', async () => {
    tasks();
    await run('Both', '--checkpoint');
    sandbox.write('ok', '');
    expect(await run('Both', '--resume')).toMatchObject({ exit_code: 0 });
    expect(read('out.txt')).toBe('whole');
  });
});

it('a task is not fresh whose run was killed while it waited for a timer far away', async () => {
  const leaves = `${fs}module.exports = { name: 'Leaves', summary: 's', ${files()}, run: () => {
  fs.writeFileSync(${at('out.txt')}, '1');
  if (fs.existsSync(${at('ok')})) return;
  setTimeout(() => undefined, 60000);
  require('child_process').spawn('sh', ['-c', 'sleep 0.6; kill -9 ' + process.pid], { detached: true, stdio: 'ignore' }).unref();
} };\n`;
  ownTasks(sandbox, { 'leaves.js': leaves });
  expect(await sandbox.run('clistack', ['Leaves'])).toMatchObject({ signal: 'SIGKILL' });
  sandbox.write('ok', '');
  expect(await run('Leaves')).toMatchObject({ states: ['Leaves succeeded'] });
});

it('a task that runs twice is not fresh when the second time failed, whatever else the run waits for', async () => {
  const twice = `let turn = 0;\n${fs}module.exports = { name: 'Twice', summary: 's', repeats: true, ${files()}, run: () => {
  fs.writeFileSync(${at('out.txt')}, 'v');
  turn += 1;
  if (turn === 2) throw new Error('the second time');
} };\n`;
  const between = `{ name: 'Between', summary: 's', run: () => { require('fs').rmSync(${at('out.txt')}, { force: true });
  void (async () => { for (let step = 0; step < 10; step += 1) await new Promise((go) => setTimeout(go, 40)); })(); } }`;
  const all = "{ name: 'All', summary: 's', jobs: ['Twice', 'Between', 'Twice'] }";
  ownTasks(sandbox, { 'twice.js': twice, 'between.js': between, 'all.js': all });
  expect(await run('All')).toMatchObject({ exit_code: 500 });
  expect(await run('Twice')).toMatchObject({ states: ['Twice succeeded'] });
});

describe('what Undo.Run took back', () => {
  const made = (): string =>
    `{ name: 'Made', summary: 's', mutates: true, changes: 'x', inputs: [${at('in.txt')}], run: ({ system }) => { system.files.write(${at('made')}, 'x'); } }`;

  it('is not fresh in the next run, and is again when the undo is undone', async () => {
    ownTasks(sandbox, { 'made.js': made() });
    await run('Made');
    expect(await run('Made')).toMatchObject({ states: ['Made skipped'] });
    await run('Undo.Run');
    const { runs } = documentOf(await sandbox.run('clistack', ['Runs.List', '--json']))['data'] as {
      readonly runs: readonly { readonly run: string }[];
    };
    expect(existsSync(sandbox.path('made'))).toBe(false);
    expect(await run('Made', '--dry-run')).toMatchObject({ states: ['Made succeeded'] });
    await run('Undo.Run', '--run', runs[0]?.run ?? '');
    expect(existsSync(sandbox.path('made'))).toBe(true);
    expect(await run('Made')).toMatchObject({ states: ['Made skipped'] });
    await run('Undo.Run');
    expect(await run('Made')).toMatchObject({ states: ['Made succeeded'] });
    expect(existsSync(sandbox.path('made'))).toBe(true);
  });

  it.each([
    ['with another input', []],
    ['asked for with --force', ['--force']],
  ])('is not fresh where a later run, %s, had only found it there', async (_, words) => {
    ownTasks(sandbox, { 'made.js': made() });
    await run('Made');
    if (words.length === 0) sandbox.write('in.txt', '2');
    expect(await run('Made', ...words)).toMatchObject({ states: ['Made no-op'] });
    await run('Undo.Run');
    expect(existsSync(sandbox.path('made'))).toBe(false);
    expect(await run('Made')).toMatchObject({ states: ['Made succeeded'] });
    expect(existsSync(sandbox.path('made'))).toBe(true);
  });

  it('leaves fresh what it did not touch', async () => {
    const other = `{ name: 'Other', summary: 's', mutates: true, changes: 'x', inputs: [${at('in.txt')}], run: ({ system }) => { system.files.write(${at('other')}, 'x'); } }`;
    ownTasks(sandbox, { 'made.js': made(), 'other.js': other });
    await run('Made');
    await run('Other');
    await run('Undo.Run');
    expect(await run('Made', 'Other')).toMatchObject({ states: ['Made skipped', 'Other succeeded'] });
  });

  it('is not done for a run that goes on and had only found it there', async () => {
    ownTasks(sandbox, { 'made.js': made(), 'fails.js': fails('Fails') });
    await run('Made');
    expect(await run('Made', 'Fails', '--checkpoint')).toMatchObject({ states: ['Made skipped', 'Fails failed'] });
    await run('Undo.Run');
    sandbox.write('ok', '');
    expect(await run('Made', 'Fails', '--resume')).toMatchObject({ states: ['Made succeeded', 'Fails succeeded'] });
    expect(existsSync(sandbox.path('made'))).toBe(true);
  });

  it('counts once for a run that is gone on with twice', async () => {
    ownTasks(sandbox, { 'made.js': made(), 'fails.js': fails('Fails') });
    await run('Made', 'Fails', '--checkpoint');
    await run('Undo.Run');
    expect(await run('Made', 'Fails', '--resume')).toMatchObject({ states: ['Made succeeded', 'Fails failed'] });
    sandbox.write('ok', '');
    const { states, reasons } = await run('Made', 'Fails', '--resume');
    expect([states, String(reasons)]).toEqual([
      ['Made succeeded', 'Fails succeeded'],
      expect.stringMatching(/^done in run/),
    ]);
  });

  it('is not done for a run that goes on', async () => {
    ownTasks(sandbox, { 'made.js': made(), 'fails.js': fails('Fails') });
    await run('Made', 'Fails', '--checkpoint');
    await run('Undo.Run');
    sandbox.write('ok', '');
    expect(await run('Made', 'Fails', '--resume')).toMatchObject({ exit_code: 0 });
    expect(existsSync(sandbox.path('made'))).toBe(true);
  });
});

describe('a partial task whose outputs are numbered', () => {
  const pages = (): void => {
    const body = `({ inputs, outputs }) => { fs.mkdirSync(${at('out')}, { recursive: true });
  inputs.forEach((path, index) => fs.copyFileSync(path, outputs[index])); }`;
    const outputs = `(_, all) => all.map((_, index) => ${at('out')} + '/' + (index + 1))`;
    ownTasks(sandbox, {
      'pages.js': `${fs}module.exports = { name: 'Pages', summary: 's', partial: true, inputs: [${at('src/*.txt')}], outputs: ${outputs}, run: ${body} };\n`,
    });
  };

  it('makes those anew that belong to another input now', async () => {
    pages();
    for (const name of ['b', 'c']) sandbox.write(`src/${name}.txt`, name);
    await run('Pages');
    sandbox.write('src/a.txt', 'a');
    await run('Pages');
    expect(['1', '2', '3'].map((page) => read(`out/${page}`))).toEqual(['a', 'b', 'c']);
    rmSync(sandbox.path('src', 'a.txt'));
    await run('Pages');
    expect(['1', '2'].map((page) => read(`out/${page}`))).toEqual(['b', 'c']);
    expect(await run('Pages')).toMatchObject({ states: ['Pages skipped'] });
  });
});

it('an output is looked for although the body emptied its list of inputs', async () => {
  const takes = `inputs: [${at('in.txt')}], outputs: (_, all) => all.map((path) => path + '.out')`;
  ownTasks(sandbox, {
    'takes.js': `{ name: 'Takes', summary: 's', ${takes}, run: ({ inputs }) => { while (inputs.shift()); } }`,
  });
  expect(await run('Takes')).toMatchObject({ code: 'RUN042' });
});
