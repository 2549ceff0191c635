import { nameKey, parseReference } from '../kernel/reference';
import { referencesOf, type Reference } from '../kernel/task';
import type { Task } from './define-task';

/**
 * The names of the tasks that run with one and say that they change something, without itself, in the order they are met: what it needs and what
 * puts itself into any of those. A reference to no task is left out: the help of a task tells the rest of it all the same.
 */
export function tasksThatChange(tasks: ReadonlyMap<string, Task>, { name }: Pick<Task, 'name'>): readonly string[] {
  const byKey = new Map([...tasks.values()].map((task) => [nameKey(task.name), task]));
  const guests = guestsByHost(byKey.values());
  const met = new Set<string>();
  const open = [nameKey(name)];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const task = byKey.get(key);
    if (task === undefined || met.has(key)) continue;
    met.add(key);
    // One by one: a task may name more than fit into the arguments of a call.
    for (const next of [...referencesOf(task).map(keyOf), ...(guests.get(key) ?? [])].reverse()) open.push(next);
  }
  met.delete(nameKey(name));
  return [...met].flatMap((key) => {
    const task = byKey.get(key);
    return task?.mutates === true ? task.name : [];
  });
}

function guestsByHost(tasks: Iterable<Task>): ReadonlyMap<string, readonly string[]> {
  const guests = new Map<string, string[]>();
  for (const { name, before = [], after = [] } of tasks) {
    for (const host of [...before, ...after].map(keyOf)) {
      const known = guests.get(host);
      if (known === undefined) guests.set(host, [nameKey(name)]);
      else known.push(nameKey(name));
    }
  }
  return guests;
}

function keyOf(reference: Reference): string {
  return nameKey(parseReference(reference).name);
}
