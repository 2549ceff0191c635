import type { OptionSchema, TaskSpec } from '../kernel/task';

/** How an engine flag is completed. */
export interface FlagWords {
  readonly flag: string;
  readonly takesValue: boolean;
}

/** What of a task is completed. */
type WordedTask = Pick<TaskSpec, 'name' | 'summary' | 'options' | 'args'>;

/** The first line; a script that finds another one does nothing. */
const heading = 'clistack words 1';

/**
 * Everything that can be completed, as lines with tabs between fields and `-` for an empty one, so that a shell reads it with its built-ins:
 * `task <name> <summary>`, `flag <task> <flag> <switch|value> <values with | between> <describe>`, `engine <flag> <switch|value>`,
 * `names <task>` for a task whose words are names of tasks.
 */
export function renderWords(tasks: Iterable<WordedTask>, engine: readonly FlagWords[]): string {
  const lines = [...tasks].flatMap(({ name, summary, options = {}, args }) => [
    ['task', name, summary],
    ...(args?.usage.includes('task') === true ? [['names', name]] : []),
    ...Object.entries(options).map(([option, schema]) => ['flag', name, `--${option}`, ...describe(schema)]),
  ]);
  const flags = engine.map(({ flag, takesValue }) => ['engine', flag, takesValue ? 'value' : 'switch']);
  return `${[[heading], ...lines, ...flags].map((fields) => fields.map(clean).join('\t')).join('\n')}\n`;
}

function describe(schema: OptionSchema): readonly string[] {
  return [schema.type === 'boolean' ? 'switch' : 'value', (schema.enum ?? []).join('|'), schema.describe];
}

/** A field is never empty: shells take neighbouring tabs for one. */
function clean(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  return flat === '' ? '-' : flat;
}
