import { buildGraph } from '../kernel/graph';
import { nameKey, parseReference } from '../kernel/reference';
import { referencesOf } from '../kernel/task';
import type { FoundTasks } from './discovery';
import { noOwnTasks, noSuchSign } from './faults';
import { checkWords, type Line } from './line';
import { isSign } from './tokens';

/** The task that runs when none is named, where the user has one. */
const defaultTask = 'Default';

/**
 * Puts tasks in the place of the signs of InvokeBuild: `.` the default task, `?` the list with jobs, `??` the same as one document,
 * `*` every task of the user's own folders that no other one needs, but the default task. A line without a name is a `.`.
 * @throws `noOwnTasks` (RUN050), `noSuchSign` (RUN051), `wrongWords` (RUN006); all 501.
 * @lazy
 */
export function readSigns(line: Line, found: FoundTasks): Line {
  const words = line.roots.length === 0 ? ['.'] : line.roots;
  const roots = words.flatMap((word) => {
    if (!isSign(word)) return [word];
    const named = tasksOf(word, found);
    // The words behind a sign are names of tasks.
    for (const task of named.flatMap((name) => found.tasks.get(name) ?? [])) checkWords(task, []);
    return named;
  });
  const listing = words.some((word) => word === '?' || word === '??');
  const parts = { typed: '?', task: 'Tasks', key: 'parts', texts: ['true'] };
  return {
    ...line,
    roots,
    options: listing ? [...line.options, parts] : line.options,
    flags: words.includes('??') ? { ...line.flags, json: true } : line.flags,
  };
}

function tasksOf(sign: string, found: FoundTasks): readonly string[] {
  switch (sign) {
    case '.':
      // Never "the first one", as in InvokeBuild: here it might change the machine by accident.
      return found.isOwn(defaultTask) ? [defaultTask] : ['Tasks'];
    case '*':
      return ownRoots(found);
    case '**':
      throw noSuchSign({ sign });
    default:
      return ['Tasks'];
  }
}

/** Tasks of the user's own folders that none of them needs but the default task, and those that put themselves into none of these. */
function ownRoots({ tasks, own }: FoundTasks): readonly string[] {
  const listed = [...own].filter((name) => name !== defaultTask).sort();
  const needed = new Set(
    listed.flatMap((name) => {
      const task = tasks.get(name);
      return task === undefined ? [] : referencesOf(task).map((reference) => nameKey(parseReference(reference).name));
    }),
  );
  const isGuest = (name: string): boolean => {
    const { before = [], after = [] } = tasks.get(name) ?? {};
    return before.length + after.length > 0;
  };
  const free = listed.filter((name) => !needed.has(nameKey(name)));
  const hosts = free.filter((name) => !isGuest(name));
  const guests = free.filter(isGuest);
  const reached = guests.length === 0 ? undefined : buildGraph(tasks, hosts).nodes;
  const roots = [...hosts, ...guests.filter((name) => reached?.has(name) !== true)];
  if (roots.length === 0) throw noOwnTasks({ sign: '*' });
  return roots;
}
