import { posix, refused, task, written, type NeverGreenCase } from './case';

const well = task('Own.Case', '() => 1');

/** What is wrong with the line or the tasks, and found before anything runs; and what one task means for another. */
export const beforeCases: readonly NeverGreenCase[] = [
  refused('an unknown flag', ['Own.Case', '--colour'], 501, 'RUN003'),
  refused('a bundled short flag', ['Own.Case', '-abc'], 501, 'RUN003'),
  refused('a missing value', ['Own.Case', '--timeout'], 501, 'RUN005'),
  refused('a value that cannot be', ['Own.Case', '--jobs', 'many'], 501, 'RUN004'),
  refused('a typo in the first name', ['Taks', 'Own.Case'], 501, 'RUN001'),
  refused('a typo in a later name', ['Own.Case', 'Grahp'], 501, 'RUN001'),
  refused('an option of another task', ['Own.Case', '--format', 'json'], 501, 'RUN003'),
  refused('an option addressed to another task', ['Own.Case', '--Graph.format', 'json'], 501, 'RUN003'),
  refused('words after -- that nobody takes', ['Own.Case', '--', 'prod'], 501, 'RUN007'),
  refused('a config that is not there', ['Own.Case', '--configFile', '/gone.json'], 502, 'CFG002'),
  posix(refused('a file for events that cannot be written', ['Own.Case', '--json-events', '/proc/nothing'], 506, 'RUN063')),

  written('two tasks that need each other', {
    'own/a.js': task('Own.A', '() => 1', "deps: ['Own.B'],"),
    'own/b.js': task('Own.B', '() => 1', "deps: ['Own.A'],"),
  }, ['Own.A'], 501, 'RUN002'),
  written('a task that needs itself', { 'own/case.js': task('Own.Case', '() => 1', "deps: ['Own.Case'],") }, ['Own.Case'], 501, 'RUN002'),
  written('a dependency that is not there', { 'own/case.js': task('Own.Case', '() => 1', "deps: ['Own.Gone'],") }, ['Own.Case'], 501, 'RUN001'),
  written('a safe reference first, a hard one later', {
    'own/bad.js': task('Own.Bad', "() => { throw new Error('no'); }"),
    'own/soft.js': task('Own.Soft', '() => 1', "deps: ['Own.Bad?'],"),
    'own/hard.js': task('Own.Hard', '() => 1', "deps: ['Own.Bad'],"),
  }, ['Own.Soft', 'Own.Hard'], 500, 'RUN500'),

  written('an input pattern that matches no file', { 'own/case.js': task('Own.Case', '() => 1', "inputs: ['gone/**/*.ts'], outputs: ['out.js'],") }, ['Own.Case'], 506, 'RUN041'),
  written('an input that is not there', { 'own/case.js': task('Own.Case', '() => 1', "inputs: ['gone.ts'], outputs: ['out.js'],") }, ['Own.Case'], 506, 'RUN040'),
  written('an output that is not made', { 'own/in.txt': 'x', 'own/case.js': task('Own.Case', '() => 1', "inputs: () => [__dirname + '/in.txt'], outputs: ['out.js'],") }, ['Own.Case'], 500, 'RUN042'),

  written('a task file that throws on load', { 'own/case.js': "throw new Error('broken');\n" }, ['Own.Case'], 501, 'RUN008'),
  written('a task file that throws nothing on load', { 'own/case.js': 'throw undefined;\n' }, ['Own.Case'], 501, 'RUN008'),
  written('a task file that is not JavaScript', { 'own/case.js': 'module.exports = {\n' }, ['Own.Case'], 501, 'RUN008'),
  written('a task file that exports nothing', { 'own/case.js': '\n' }, ['Own.Case'], 501, 'RUN008'),
  written('a task file that leaves the process', { 'own/case.js': 'process.exit(0);\n' }, ['Own.Case'], 501, 'RUN008'),
  written('a task without anything to do', { 'own/case.js': "module.exports = { name: 'Own.Case', summary: 'A case' };\n" }, ['Own.Case'], 501, 'RUN008'),
  written('a name that does not fit its path', { 'own/case.js': task('Own.Other', '() => 1') }, ['Own.Case'], 501, 'RUN008'),
  written('two files with one name', { 'own/case.js': well, 'own/ca-se.js': well }, ['Own.Case'], 501, 'RUN008'),
  written('two tasks of one name in JavaScript and TypeScript', { 'own/case.js': well, 'own/case.ts': well }, ['Own.Case'], 501, 'RUN008'),
  written('a task with an option of the engine', { 'own/case.js': task('Own.Case', '() => 1', "options: { json: { type: 'boolean', describe: 'x' } },") }, ['Own.Case'], 501, 'RUN008'),
]; // prettier-ignore
