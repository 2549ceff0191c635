import { flagKey } from '../kernel/checks';
import { missingValue, unknownFlag } from '../kernel/faults';
import type { Graph } from '../kernel/graph';
import { suggest } from '../kernel/suggest';
import type { OptionSchema, OptionValue } from '../kernel/task';
import type { TaskContext } from './context';
import { engineFlagNames } from './engine-flags';
import { withHelpOf } from './help-of';
import type { TypedOption } from './line';
import { allowedText, readOptionValue } from './option-values';

export type TaskOptions = Readonly<Record<string, OptionValue | undefined>>;

/**
 * The options of every task of the graph that has some, from the flags of the line and the defaults. A flag goes to every task of the graph
 * that declares it, or to the one it names.
 * @throws `unknownFlag` (RUN003) for a flag that no task of this run declares, `badOptionValue` (RUN004); both 501.
 */
export function assignOptions(
  graph: Graph<TaskContext>,
  typed: readonly TypedOption[],
): ReadonlyMap<string, TaskOptions> {
  const used = new Set<TypedOption>();
  const assigned = new Map<string, TaskOptions>();
  for (const { spec } of graph.route.asking) {
    const { name, options = {} } = spec;
    const values: Record<string, OptionValue | undefined> = {};
    for (const [option, schema] of Object.entries(options)) {
      // The last one counts, one spelled for this task over all others; the rest were meant for it too and are no strangers.
      const meant = typed.filter(({ task, key }) => (task === null || task === name) && key === flagKey(option));
      for (const flag of meant) used.add(flag);
      const flag = meant.findLast(({ task }) => task === name) ?? meant.at(-1);
      values[option] =
        flag === undefined
          ? schema.default
          : withHelpOf(
              () => name,
              () => valueOf(flag, schema, name),
            );
    }
    assigned.set(name, values);
  }
  const stray = typed.find((flag) => !used.has(flag));
  if (stray === undefined) return assigned;
  const known = [...graph.nodes.values()].flatMap(({ spec }) =>
    Object.keys(spec.options ?? {}).map((name) => `--${name}`),
  );
  const [root] = graph.roots;
  throw unknownFlag({
    flag: stray.typed,
    suggestions: suggest(stray.typed, new Set([...engineFlagNames, ...known])),
    ...(root === undefined ? {} : { task: root.name }),
  });
}

/** A flag that is a switch of another task of the line has no text for this one. */
function valueOf({ typed, texts, isSwitch = false }: TypedOption, schema: OptionSchema, task: string): OptionValue {
  if (isSwitch && schema.type !== 'boolean') throw missingValue({ flag: typed, allowed: allowedText(schema), task });
  return readOptionValue(typed, schema, texts);
}
