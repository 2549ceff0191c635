import { join } from 'node:path';
import type { System } from '../../system/port';
import { repositoryRoot } from '../repository';

/** What InvokeBuild can do, in a few words each: the measure of the engine. The number is that of the list, from 1. */
const items = [
  'Jobs of a task: references and code in any order',
  'Every task runs once',
  'Safe references, chosen by the caller',
  'Conditions, asked again at each reference',
  'Inputs and outputs: nothing to do when nothing changed',
  'Partial inputs and outputs: only the stale pairs',
  'Before and after: a task puts itself into another',
  'A done handler for each task',
  'Data attached to a task',
  'Redefinition of a task',
  'The default task',
  'The list of tasks, for people and for machines',
  'All tasks with one sign',
  'What would run, without running it',
  'A summary with durations',
  'A run inside a program, with a result object',
  'Missing references and circles are found before anything runs',
  'Code around the build, each task and each job; header and footer',
  'Parameters become options of the command line',
  'Checkpoint and resume',
  'Several builds at once',
  'Only the named tasks',
  'Task types of your own',
  'Inheritance of scripts',
  'Functions for scripts: exec, assert, equals, remove, property, requires, use, print, confirm',
  'The current folder is the build root',
  'Warnings are counted and repeated',
  'Graphs',
  'Completion and editor tasks',
  'Search of the parent folders',
  'Installation as a tool of another platform',
  'Errors with a clickable place',
] as const;

/** Titles of tests by the number of the item they prove, in the order of files and lines. */
export type ProvenItems = ReadonlyMap<number, readonly string[]>;

/** Reads the titles of all tests: one that begins with the number of an item and a colon belongs to it. */
export function provenItems({ files, walk }: Pick<System, 'files' | 'walk'>): ProvenItems {
  const proven = new Map<number, string[]>();
  for (const { path, kind } of walk(join(repositoryRoot(), 'tests'))) {
    if (kind !== 'file' || !path.endsWith('.test.ts')) continue;
    for (const [item, title] of titlesOf(files.readText(path))) proven.set(item, [...(proven.get(item) ?? []), title]);
  }
  return proven;
}

/** The numbers of the list that no test proves. */
export function unprovenItems(proven: ProvenItems): readonly number[] {
  return items.map((_, index) => index + 1).filter((item) => !proven.has(item));
}

const block = /^(describe)\(\s*(['"`])(.*?)\2|^( *)it(?:\.each\([\s\S]*?\]\))?\(\s*(['"`])(\d{1,2}): (.*?)\5,/gm;

/** A title inside a group is read behind the name of the group. */
function titlesOf(text: string): readonly (readonly [item: number, title: string])[] {
  let group = '';
  return [...text.matchAll(block)].flatMap(([, isGroup, , name = '', indent = '', , item, title = '']) => {
    if (isGroup !== undefined) {
      group = `${name}: `;
      return [];
    }
    return [[Number(item), `${indent === '' ? '' : group}${title.replaceAll("\\'", "'")}`] as const];
  });
}

/** The page that holds the engine against InvokeBuild, made from what the tests prove. */
export function renderEngine(proven: ProvenItems): string {
  const verdict = (item: number): string => {
    const titles = proven.get(item);
    if (titles === undefined) return 'not yet';
    return titles.some((title) => title.includes(' is different, because ')) ? 'different, see below' : 'yes';
  };
  const numbered = items.map((name, index) => ({ name, item: index + 1 }));
  return [
    '# The engine beside InvokeBuild',
    '',
    'Generated from the titles of the tests by `npm run generate`: each line below the table is a test that passes.',
    '',
    '| | InvokeBuild has | Here |',
    '|---|---|---|',
    ...numbered.map(({ name, item }) => `| ${item} | ${name} | ${verdict(item)} |`),
    '',
    ...numbered.flatMap(({ name, item }) => [
      `## ${item}. ${name}`,
      '',
      ...(proven.get(item) ?? ['no test proves it yet']).map((title) => `- ${title.replaceAll(/([*_<>])/g, '\\$1')}`),
      '',
    ]),
  ].join('\n');
}
