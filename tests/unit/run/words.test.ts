import { buildGraph } from '../../../lib/kernel/graph';
import { answerData, answerText, planText } from '../../../lib/run/answer';
import { engineFlagNames } from '../../../lib/run/engine-flags';
import type { Task } from '../../../lib/run/define-task';
import { renderGraph, type GraphFormat } from '../../../lib/run/graph-text';
import { describeTask, renderHelp, renderTaskList } from '../../../lib/run/help';
import type { Step } from '../../../lib/system/step';
import { faultWith } from '../config/world';
import { resultOf, taskOf, tasksOf } from './results';

const remove = (path: string): Step => ({ kind: 'remove', path });

describe('the answer', () => {
  const tasks = tasksOf(
    taskOf('A', { show: () => 'shown' }),
    taskOf('B', { deps: ['A'] }),
    taskOf('C', { show: () => 'line\n' }),
  );
  const results = [resultOf('A', { data: { a: 1 } }), resultOf('B', { data: [2] }), resultOf('C', { data: 3 })];

  it('is the data of the one task of the line', () => {
    expect(answerData(buildGraph(tasks, ['B']), results)).toEqual([2]);
    expect(answerData(buildGraph(tasks, ['B', 'B']), results)).toEqual([2]);
  });

  it('is the data of several by name', () => {
    expect(answerData(buildGraph(tasks, ['B', 'A']), results)).toEqual({ B: [2], A: { a: 1 } });
  });

  it('is nothing where nothing ran', () => {
    expect(answerData(buildGraph(tasks, ['A']), [])).toBeNull();
    expect(answerData(buildGraph(tasks, ['A', 'B']), [])).toEqual({ A: null, B: null });
    expect(answerText(buildGraph(tasks, ['A']), [resultOf('A'), resultOf('B', { data: undefined })])).toBe('');
  });

  it('for people is what each task says, or its data, with one line end', () => {
    expect(answerText(buildGraph(tasks, ['A', 'B', 'C']), results)).toBe('shown\n[\n  2\n]\nline\n');
  });

  it('for people is said once of a task that was typed twice', () => {
    expect(answerText(buildGraph(tasks, ['A', 'C', 'A']), results)).toBe('shown\nline\n');
  });
});

describe('the plan of a dry run', () => {
  it('lists the steps of each task that has some', () => {
    const steps = new Map([['A', [remove('/a'), remove('/b')]], ['B', []]]); // prettier-ignore
    expect(planText(steps, (step) => step)).toBe('A would:\n  remove /a\n  remove /b\n');
  });

  it('says that nothing would change', () => {
    expect(planText(new Map(), (step) => step)).toBe('nothing would change\n');
  });
});

describe('the help of a task', () => {
  const tasks = tasksOf(
    taskOf('Pin.Sync', {
      deps: ['Pin.Check?', ['Base', 'Tasks~']],
      mutates: true,
      changes: 'pins',
      config: 'optional',
      args: { usage: '<tool>', describe: 'd' },
      rest: { usage: 'command', describe: 'd' },
      options: {
        tool: { type: 'string', describe: 'which', default: 'git' },
        all: { type: 'boolean', describe: 'every one' },
        age: { type: 'integer', describe: 'days', minimum: 1 },
      },
    }),
    taskOf('Pin.Check'),
    taskOf('Base'),
    taskOf('Tasks'),
    taskOf('All', { deps: ['pin.sync?'] }),
  );

  it('is found in any spelling', () => {
    expect(describeTask(tasks, 'pin.sync')).toMatchObject({
      name: 'Pin.Sync',
      usage: 'npx just Pin.Sync <tool> -- command',
      neededBy: ['All'],
      mutates: true,
      changes: 'pins',
    });
  });

  it('is told that the task is unknown', () => {
    expect(() => describeTask(tasks, 'Pin.Synk')).toThrow(
      faultWith({ code: 'RUN001', message: "unknown task 'Pin.Synk', did you mean Pin.Sync?" }),
    );
  });

  it('is a page', () => {
    const page = renderHelp(describeTask(tasks, 'Pin.Sync'));
    for (const line of [
      'Pin.Sync: does Pin.Sync',
      'needs      Pin.Check?, [Base | Tasks~]',
      'needed by  All',
      'changes    pins',
      'config     runs even when it is invalid',
      '  --tool               which (a text; default "git")',
      '  --all                every one',
      '  --age                days (a whole number, at least 1)',
    ])
      expect(page.split('\n')).toContain(line);
  });

  it('tells of every flag of the engine how it is written and what it does', () => {
    const lines = renderHelp(describeTask(tasks, 'Pin.Check')).split('\n');
    expect(lines).toContain(
      '  --dry-run            runs the tasks and records what they would change in the place of changing it',
    );
    expect(lines).toContain(
      '  --checkpoint[=keep]  keeps what is reached, so that the run can be resumed; keep: also after a good end',
    );
    expect(lines.filter((line) => line.startsWith('  --'))).toHaveLength(engineFlagNames.length);
  });

  it('is short for a task that needs and changes nothing', () => {
    const page = renderHelp(describeTask(tasks, 'Pin.Check'));
    expect(page).toContain('changes    nothing');
    expect(page).not.toMatch(/needs|options|config {5}/);
  });
});

it('lists the tasks by noun, those without one at the top', () => {
  expect(
    renderTaskList({
      tasks: [
        { noun: 'Env', name: 'Env.Print', summary: 's1' },
        { noun: 'Help', name: 'Help', summary: 's2' },
        { noun: 'Pin', name: 'Pin.Show', summary: 's3', jobs: ['A', '{}'] },
        { noun: 'Pin', name: 'Pin.Sync', summary: 's4' },
        { noun: 'Pins', name: 'Pins', summary: 's5' },
      ],
    }),
  ).toContain(
    '\n\n  Help       s2\n  Pins       s5\n\n  Env.Print  s1\n\n  Pin.Show   s3\n             A, {}\n  Pin.Sync   s4\n\nmore',
  );
});

describe('the graph', () => {
  const tasks: ReadonlyMap<string, Task> = tasksOf(
    taskOf('All', { deps: ['Pin.Sync', ['B?', 'Pin.Sync']] }),
    taskOf('Pin.Sync', { deps: ['B'] }),
    taskOf('B'),
    taskOf('Alone'),
  );
  const draw = (format: GraphFormat, of?: string): unknown => renderGraph(tasks, format, of);

  it('is a tree', () => {
    expect(draw('text', 'All')).toBe('All\n  Pin.Sync\n    B\n    {}\n  B?\n  Pin.Sync (as above)\n  {}');
  });

  it('has what no other task needs at the top', () => {
    expect(
      String(draw('text'))
        .split('\n')
        .filter((line) => !line.startsWith(' ')),
    ).toEqual(['All']);
  });

  it('is a tree as deep as a chain of thousands of tasks', () => {
    const names = Array.from({ length: 6000 }, (_, at) => `T${at}`);
    const chain = tasksOf(...names.map((name, at) => taskOf(name, { deps: names.slice(at + 1, at + 2) })));
    const lines = String(renderGraph(chain, 'text', undefined)).split('\n');
    expect(lines.filter((line) => line !== '{}' && !line.endsWith(' {}')).map((line) => line.trimStart())).toEqual(
      names,
    );
  });

  it('is Mermaid', () => {
    expect(draw('mermaid', 'pin.sync')).toBe('flowchart TD\n  Pin_Sync["Pin.Sync"] -->|1| B["B"]');
    expect(draw('mermaid', 'All')).toContain('All["All"] -.->|2| B["B"]');
  });

  it('is DOT', () => {
    expect(draw('dot', 'All')).toBe(
      'digraph clistack {\n  "Pin.Sync" -> "B" [label=1];\n  "All" -> "Pin.Sync" [label=1];\n  "All" -> "B" [label=2, style=dashed];\n  "All" -> "Pin.Sync" [label=2];\n}',
    );
  });

  it('is data', () => {
    expect(draw('json', 'Pin.Sync')).toEqual({
      nodes: ['B', 'Pin.Sync'],
      edges: [{ from: 'Pin.Sync', to: 'B', safe: false, order: 1 }],
    });
  });

  it('of an unknown task is refused', () => {
    expect(() => draw('text', 'Nobody')).toThrow(faultWith({ code: 'RUN001' }));
  });
});
