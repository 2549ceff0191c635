import { defineFault } from '../../kernel/fault';

export const missingInput = defineFault<{ task: string; input: string }>({
  code: 'RUN040',
  exit: 506,
  title: 'a file that a task reads is not there',
  why: 'A task that says what it reads must find it: without it, that nothing changed would mean nothing.',
  message: ({ task, input }) => `${task} reads ${input}, and it is not there`,
  fix: ({ input }) => `make ${input}, or mend the inputs of the task`,
});

export const emptyGlob = defineFault<{ task: string; pattern: string; root: string }>({
  code: 'RUN041',
  exit: 506,
  title: 'a pattern for inputs matches no file',
  why: 'A wrong pattern would otherwise look like a task with nothing to do, for ever.',
  message: ({ task, pattern, root }) => `${task} reads ${pattern}, and no file below ${root} matches`,
  fix: () => 'mend the inputs of the task',
});

export const nothingRead = defineFault<{ task: string }>({
  code: 'RUN062',
  exit: 506,
  title: 'a task that says what it reads reads nothing',
  why: 'Its function answered no inputs, or all of them were taken away with !: nothing would ever change, so it would look done for ever. Nothing of the task was run.',
  message: ({ task }) => `the inputs of ${task} come to no file at all`,
  fix: () => 'mend the inputs of the task; skip it with if when there may be nothing to do',
});

export const missingOutput = defineFault<{ task: string; output: string }>({
  code: 'RUN042',
  exit: 500,
  title: 'a task did not make what it says it makes',
  why: 'Its code came to a good end, and a file of its outputs is not there.',
  message: ({ task, output }) => `${task} ended well, and did not make ${output}`,
  fix: () => 'mend the task: make the file, or leave it out of its outputs',
});

export const unevenPairs = defineFault<{ task: string; inputs: number; outputs: number }>({
  code: 'RUN043',
  exit: 500,
  title: 'a partial task has not one output for each input',
  why: 'A partial task pairs every input with its one output; only so it is known which of them are stale.',
  message: ({ task, inputs, outputs }) => `${task} names ${outputs} outputs for ${inputs} inputs`,
  fix: () => 'mend the outputs of the task: one path for each input',
});

export const sharedOutput = defineFault<{ task: string; output: string; inputs: readonly string[] }>({
  code: 'RUN061',
  exit: 500,
  title: 'a partial task makes one file of two inputs',
  why: 'A partial task pairs every input with an output of its own: of two that make the same file, one would overwrite what the other made. Nothing of the task was run.',
  message: ({ task, output, inputs }) =>
    `${task} makes ${output} of ${[...inputs].join(' and of ')}: one would overwrite the other`,
  fix: () => 'mend the outputs of the task: a path of its own for each input',
});

export const notPaths = defineFault<{ task: string; field: 'inputs' | 'outputs'; found: string }>({
  code: 'RUN060',
  exit: 500,
  title: 'a function for the inputs or outputs of a task answered no list of paths',
  why: 'Without the files that a task reads and makes nobody can tell whether it has anything to do.',
  message: ({ task, field, found }) => `${task} answers ${found} for its ${field}`,
  fix: ({ field }) => `mend the ${field} of the task: let the function return a list of texts`,
});
