import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';
import { echo, ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

async function answer(...args: readonly string[]): Promise<Record<string, unknown> & { readonly exit_code: number }> {
  return documentOf(await sandbox.run('clistack', [...args, '--json']));
}

describe('the default task', () => {
  it('11: the default task is Default of your own task folder, for . and for no name at all; without one the tasks are listed (the first task, as in InvokeBuild, could change a machine by accident)', async () => {
    ownTasks(sandbox, { 'default.js': echo('Default'), 'aaa.js': echo('Aaa') });
    expect(await answer('.')).toMatchObject({ task: 'Default', data: 'Default ran' });
    expect(await answer()).toMatchObject({ task: 'Default', data: 'Default ran' });
    expect(await answer('Aaa', '.')).toMatchObject({ data: { Aaa: 'Aaa ran', Default: 'Default ran' } });
    expect(await answer('--help')).toMatchObject({ task: 'Tasks' });

    ownTasks(sandbox, {});
    sandbox.config({});
    expect(await answer('.')).toMatchObject({ task: 'Tasks', tasks: [{ task: 'Tasks', state: 'succeeded' }] });
    expect(await answer()).toMatchObject({ task: 'Tasks' });
  });
});

describe('the list', () => {
  it('12: ? lists the tasks with summary and jobs, ?? the same as one document', async () => {
    ownTasks(sandbox, {
      'both.js': `{ name: 'Both', summary: 'needs two', deps: ['Ci', ['Tasks?', 'Graph']], run: () => 1 }`,
    });
    const people = await sandbox.run('clistack', ['?']);
    expect(people.status).toBe(0);
    expect(people.stdout).toMatch(/^ {2}Both +needs two\n +CI, \[Tasks\? \| Graph\], \{\}$/m);

    const machine = documentOf(await sandbox.run('clistack', ['??']));
    const { data_file: file } = machine;
    expect(machine).toMatchObject({ task: 'Tasks', success: true });
    const whole = JSON.parse(sandbox.read(String(file).slice(sandbox.home.length + 1))) as {
      readonly data: { readonly tasks: readonly { readonly name: string; readonly jobs: readonly string[] }[] };
    };
    expect(whole.data.tasks.find(({ name }) => name === 'Both')?.jobs).toEqual(['CI', '[Tasks? | Graph]', '{}']);
  });
});

describe('the star', () => {
  beforeEach(() => {
    ownTasks(sandbox, {
      'a.js': echo('A', "deps: ['b']"),
      'b.js': echo('B'),
      'c.js': echo('C', "deps: ['A?']"),
      'd.js': echo('D'),
      'default.js': echo('Default', "deps: ['Tasks']"),
    });
  });

  it('13: * runs your own tasks that no other one needs', async () => {
    const { task, tasks } = await answer('*');
    expect(task).toBe('C D');
    expect(tasks).toMatchObject([{ task: 'B' }, { task: 'A' }, { task: 'C' }, { task: 'D' }]);
  });

  it('13: * runs what only the default task needs, which is left out itself', async () => {
    ownTasks(sandbox, { 'default.js': echo('Default', "deps: ['A', 'D']") });
    expect(await answer('*')).toMatchObject({ task: 'C D' });
    ownTasks(sandbox, { 'c.js': echo('C'), 'd.js': echo('D', "deps: ['c']") });
    expect(await answer('*')).toMatchObject({ task: 'A D', tasks: ['B', 'A', 'C', 'D'].map((task) => ({ task })) });
  });

  it('13: * runs a task that puts itself into others with one of them, and by itself where none of them runs', async () => {
    ownTasks(sandbox, {
      'with.js': echo('With', "before: ['A', 'Rebuild']"),
      'alone.js': echo('Alone', "before: ['Rebuild'], after: ['Default']"),
    });
    const { task, tasks } = await answer('*');
    expect(task).toBe('C D Alone');
    expect(tasks).toMatchObject(['B', 'With', 'A', 'C', 'D', 'Alone'].map((each) => ({ task: each })));
  });

  it('13: * is refused where a task needs words that nobody gave', async () => {
    ownTasks(sandbox, { 'words.js': echo('Words', "args: { usage: '<file>', describe: 'd', min: 1, max: 2 }") });
    expect(await answer('*')).toMatchObject({ exit_code: 501, error: { code: 'RUN006' }, tasks: [] });
    ownTasks(sandbox, { 'words.js': echo('Words', "args: { usage: '[file]', describe: 'd', min: 0, max: 2 }") });
    expect(await answer('*')).toMatchObject({ task: 'C D Words' });
  });

  it('13: ** is different, because tests are run by the test runner of a project: it is refused and nothing runs', async () => {
    expect(await answer('**')).toMatchObject({ exit_code: 501, error: { code: 'RUN051' }, tasks: [] });
    sandbox.config({});
    expect(await answer('*')).toMatchObject({ exit_code: 501, error: { code: 'RUN050' }, tasks: [] });
  });
});

describe('options', () => {
  it('19: the options of a task are its flags: typed, checked before anything runs, with a default, and by task where several take them', async () => {
    const options =
      "options: { level: { type: 'integer', describe: 'd', default: 3, maximum: 5 } }, run: ({ options }) => options.level";
    ownTasks(sandbox, {
      'x/one.js': `{ name: 'X.One', summary: 's', ${options} }`,
      'x/two.js': `{ name: 'X.Two', summary: 's', ${options} }`,
    });
    expect(await answer('X.One')).toMatchObject({ data: 3 });
    expect(await answer('X.One', 'X.Two', '--level', '4', '--X.Two.level', '5')).toMatchObject({
      data: { 'X.One': 4, 'X.Two': 5 },
    });
    expect(await answer('X.One', '--level', '6')).toMatchObject({
      exit_code: 501,
      error: { code: 'RUN004' },
      tasks: [],
    });
    expect(await answer('X.One', '--levle', '4')).toMatchObject({
      exit_code: 501,
      error: { code: 'RUN003' },
      tasks: [],
    });
  });
});
