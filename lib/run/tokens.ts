import { unknownFlag } from '../kernel/faults';
import { suggest } from '../kernel/suggest';
import { engineFlagNames } from './engine-flags';

/** One piece of the raw command line. */
export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | {
      readonly kind: 'flag';
      /** As typed, for messages: `--dry-run`, `-DryRun`. */
      readonly typed: string;
      /** Without dashes and value: `dry-run`, `Pin.Sync.tool`. */
      readonly name: string;
      /** What follows `=`. */
      readonly inline: string | undefined;
    }
  /** `-x`, `-json`: no flag of ours, though one may be meant; or a value that begins with a dash. */
  | { readonly kind: 'short'; readonly text: string };

export interface TokenLine {
  readonly tokens: readonly Token[];
  /** Everything after `--`, or undefined when there is no `--`. */
  readonly rest: readonly string[] | undefined;
}

// The PascalCase spellings of the plan: -DryRun, -Profile x. Bundled short flags are usage errors.
const pascalFlag = /^-[A-Z][A-Za-z0-9]+$/;

/** A word that stands for tasks and is no name itself; `signs.ts` says for which. */
export function isSign(word: string): boolean {
  return word.length <= 2 && /^(?:\.|\?\??|\*\*?)$/.test(word);
}

/** Splits the raw arguments. Raw, because parsers that know no schema turn `--no-deps` into `deps: false` and 1.10 into a number. */
export function splitLine(argv: readonly string[]): TokenLine {
  const end = argv.indexOf('--');
  const head = end === -1 ? argv : argv.slice(0, end);
  return { tokens: head.map(readToken), rest: end === -1 ? undefined : argv.slice(end + 1) };
}

function readToken(text: string): Token {
  // Most words are names: an expression costs something when it is first used.
  if (!text.startsWith('-')) return { kind: 'word', text };
  const at = text.indexOf('=');
  const typed = at === -1 ? text : text.slice(0, at);
  const dashes = typed.startsWith('--') ? 2 : 1;
  const isFlag = dashes === 2 ? typed.length > 2 : pascalFlag.test(typed);
  if (isFlag)
    return { kind: 'flag', typed, name: typed.slice(dashes), inline: at === -1 ? undefined : text.slice(at + 1) };
  // A lone dash and negative numbers are words; other single-dash texts would be bundled short flags.
  return { kind: /^-[^-\d]/.test(text) ? 'short' : 'word', text };
}

/**
 * Refuses a flag with a single dash that is not PascalCase.
 * @throws `unknownFlag` (RUN003, 501).
 */
export function refuseShort(text: string): never {
  throw unknownFlag({ flag: text, suggestions: suggestLong(text) });
}

/** Of a single letter, also with a number behind it as in `-j4`, the flags that begin with it. */
function suggestLong(text: string): readonly string[] {
  const [, letter] = /^-([a-z])\d*$/.exec(text) ?? [];
  if (letter === undefined) return suggest(`-${text}`, engineFlagNames);
  return engineFlagNames.filter((flag) => flag.startsWith(`--${letter}`)).slice(0, 3);
}
