import { flagKey } from '../kernel/checks';
import type { OptionValue } from '../kernel/task';
import type { Line, TypedOption } from './line';
import type { PreparedRun } from './prepare';

/** A line and what it would run. */
export type TypedAsk = Pick<PreparedRun, 'graph' | 'line'>;

type Asked = TypedAsk & Partial<Pick<PreparedRun, 'asked'>>;

/** What stands in the place of the value of an option that says it is secret. */
export const maskedValue = '[secret]';

/** Every text that was typed for an option that says it is secret, also where a later one on the line took its place. */
export function secretsOf(asked: Asked): readonly string[] {
  // Most lines have no options, and few options are secret.
  if (asked.line.options.length === 0) return [];
  return asked.line.options.filter((typed) => isSecret(asked, typed)).flatMap(({ texts }) => texts);
}

/** True for a line that runs nothing of what stands on it: it asks for help or the version. */
export function asksOnly({ flags }: Line): boolean {
  return flags.help || flags.version;
}

/** True when the words of the line are lines themselves, which may hold secrets of their own. */
export function takesLines({ line, graph }: TypedAsk): boolean {
  if (line.args.length === 0) return false;
  return graph.nodes.get(graph.roots.at(-1)?.name ?? '')?.spec.args?.lines === true;
}

/** True for what was typed for an option that a task of the line declares as secret. */
export function isSecret({ graph, asked }: Omit<Asked, 'line'>, { key, task }: TypedOption): boolean {
  const asking = [...graph.route.asking, ...(asked?.graph.route.asking ?? [])];
  return asking.some(
    ({ spec }) =>
      (task === null || task === spec.name) &&
      Object.entries(spec.options ?? {}).some(([name, { secret }]) => secret === true && flagKey(name) === key),
  );
}

/** The options of a task with a mask for each secret that was given: what may be kept of them. */
export function keptOptions(
  declared: PreparedRun['graph']['route']['asking'][number]['spec']['options'],
  given: Readonly<Record<string, OptionValue | undefined>>,
): Readonly<Record<string, OptionValue | undefined>> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const hidden = value !== undefined && declared?.[name]?.secret === true;
      return [name, hidden ? maskedValue : value];
    }),
  );
}
