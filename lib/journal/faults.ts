import { defineFault } from '../kernel/fault';
import { singleQuoted } from '../kernel/shell-quote';
import { toType } from '../kernel/to-type';

export const unknownRun = defineFault<{ run: string; fits: number }>({
  code: 'UND001',
  exit: 501,
  title: 'no such run to undo',
  why: 'The id is not that of a run whose journal is still kept, or it fits several.',
  message: ({ run, fits }) =>
    fits > 1 ? `'${run}' fits ${fits} runs: give more of the id` : `no run '${run}' can be undone`,
  fix: () => toType('Undo.List'),
});

export const nothingToUndo = defineFault({
  code: 'UND002',
  exit: 501,
  title: 'there is nothing to undo',
  why: 'No run that changed something and was not taken back is in the journal.',
  message: () => 'there is nothing to undo',
  fix: () => toType('Undo.List'),
});

export const damagedJournal = defineFault<{ path: string; line: number }>({
  code: 'UND003',
  exit: 506,
  title: 'a journal is damaged',
  why: 'A line in the middle of a journal cannot be read; undoing from it could do harm, so nothing was undone.',
  message: ({ path, line }) => `${path} is damaged in line ${line}`,
  fix: ({ path }) => `less ${singleQuoted(path)}`,
});

export const unknownFormat = defineFault<{ path: string; format: string }>({
  code: 'UND004',
  exit: 506,
  title: 'a journal was written by another version',
  why: 'Its lines have a form that this version does not know, most likely because a newer one made them. Undoing from it could do harm, so it is left as it is.',
  message: ({ path, format }) => `${path} has format ${format}, which this version cannot read`,
  fix: () => 'clistack --version',
});

export const changeTooLate = defineFault<Readonly<Record<string, never>>>({
  code: 'UND005',
  exit: 509,
  title: 'a change came after the end of its run',
  why: 'What a task has left running wants to change something, and its run is over or was cut off. No journal would know of it and nobody could take it back, so it was not made.',
  message: () => 'the run that this change belongs to is over',
  fix: () => 'let the task wait for what it begins',
});
