import type { OfferedVersion } from './candidate';
import type { UpdateConfig } from './config';
import { judgeVersion, type Bench } from './judge';
import { lettingGo, obeyingPin } from './let-go';
import type { MeantTool } from './patterns';
import { rulesFor } from './rules';

export interface Choice extends MeantTool {
  /** The pin as written; undefined for a free tool. */
  readonly pin: string | undefined;
  /** What the registry calls the latest; undefined where it has no such word. */
  readonly latest: string | undefined;
  readonly versions: readonly OfferedVersion[];
}

/** A version, or why the newest one that the pin includes may not come; undefined where the pin includes none. */
export type Chosen = { readonly version: string } | { readonly refused: string | undefined };

/**
 * Which version of a tool to install where none is there or another has to come: the newest that pin and policy allow. Where that leaves
 * nothing, one rule after the other is let go, because the user listed the tool: it has to come. What was taken back or denied comes only by an
 * exact pin.
 * @param now wall clock, milliseconds since 1970.
 */
export function chooseVersion(choice: Choice, config: UpdateConfig, now: number): Chosen {
  const { scheme, pin, versions } = choice;
  const range = pin === undefined ? undefined : scheme.range(pin);
  if (pin !== undefined && range === undefined) return { refused: undefined };
  const rules = rulesFor(config, choice);
  // To be listed in `tools` is allowance enough; what `deny` says of single versions still counts.
  const denied = rules.denied.filter(({ range: named }) => named !== undefined);
  const bench: Bench = {
    candidate: { ...choice, installed: '' },
    rules: { ...rules, allowed: true, denied, prerelease: rules.prerelease || mayBePrerelease(range, choice) },
    pin: range,
    now,
  };
  const fitting = versions
    .filter(({ version }) => scheme.normalise(version) !== undefined && (range?.includes(version) ?? true))
    .toSorted((a, b) => scheme.compare(b.version, a.version));
  const benches = lettingGo(obeyingPin(bench, fitting));
  for (const on of benches) {
    const found = fitting.find((offered) => judgeVersion(on, offered) === undefined);
    if (found !== undefined) return { version: found.version };
  }
  const [newest] = fitting;
  if (newest === undefined) return { refused: undefined };
  // An exact pin is obeyed whatever is said of the version: the user named it.
  if (range?.exact !== undefined) return { version: newest.version };
  const last = benches.map((on) => judgeVersion(on, newest)).at(-1);
  return { refused: `${newest.version}: ${last?.text ?? ''}` };
}

/** A pin that names a prerelease means it. */
function mayBePrerelease(range: Bench['pin'], { scheme, versions }: Choice): boolean {
  return range !== undefined && versions.some(({ version }) => scheme.isPrerelease(version) && range.includes(version));
}
