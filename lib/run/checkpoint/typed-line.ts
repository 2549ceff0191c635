import { flagKey } from '../../kernel/checks';
import { shellQuote } from '../../kernel/shell-quote';
import type { OptionSchema } from '../../kernel/task';
import type { TypedOption } from '../line';
import type { PreparedRun } from '../prepare';
import { isSecret, maskedValue } from '../secret-options';
import { lineOf } from './identity';

/** The line to be typed again to begin anew: with its words and options, and with those flags of the engine that decide what is run. */
export function typedLineOf(prepared: Pick<PreparedRun, 'graph' | 'line' | 'asked'>): string {
  const { graph, line } = prepared;
  const { flags, args, rest } = line;
  const options = line.options.flatMap((option) =>
    textsOf(isSecret(prepared, option) ? { ...option, texts: [maskedValue] } : option, schemaOf(graph, option)),
  );
  const engine = [
    ...(flags.force ? ['--force'] : []),
    ...(flags.noDeps ? ['--no-deps'] : []),
    ...(flags.keepGoing ? ['--keep-going'] : []),
    ...(flags.configFile === undefined ? [] : [`--configFile ${shellQuote(flags.configFile)}`]),
  ];
  const behind = rest === undefined ? [] : ['--', ...rest.map(shellQuote)];
  return [lineOf({ graph }), ...args.map(shellQuote), ...options, ...engine, '--checkpoint', ...behind].join(' ');
}

/** The option that was meant, by the type that it is read by. */
function schemaOf({ nodes }: PreparedRun['graph'], { task, key }: TypedOption): OptionSchema | undefined {
  for (const { spec } of nodes.values()) {
    if (task !== null && task !== spec.name) continue;
    const found = Object.entries(spec.options ?? {}).find(([name]) => flagKey(name) === key);
    if (found !== undefined) return found[1];
  }
  return undefined;
}

function textsOf({ typed, key, texts }: TypedOption, schema: OptionSchema | undefined): readonly string[] {
  // Repeated, only a list adds up.
  const said = schema?.type === 'array' ? texts : texts.slice(-1);
  return said.map((text) => {
    if (schema?.type !== 'boolean') return text.startsWith('-') ? `${typed}=${shellQuote(text)}` : `${typed} ${shellQuote(text)}`; // prettier-ignore
    // What was typed may say no: `--no-on` is the text false of `on`.
    const isNegated = flagKey(typed.slice(typed.lastIndexOf('.') + 1)) !== key;
    return (text === 'true') === isNegated ? `${typed}=false` : typed;
  });
}
