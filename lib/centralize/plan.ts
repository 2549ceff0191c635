import { join } from 'node:path';
import type { CentralizeConfig } from './config';
import type { KnownVariable } from './catalogue';

/** A variable that should have a value for this user. */
export interface WishedVariable {
  readonly name: string;
  readonly value: string;
  /** The folder it names, when it names one of ours. */
  readonly folder: string | null;
  readonly tool: string;
}

export interface LeftVariable {
  readonly name: string;
  readonly reason: string;
}

export interface VariablePlan {
  readonly set: readonly WishedVariable[];
  /** The user's own values, and what may not be set: with the reason. */
  readonly left: readonly LeftVariable[];
}

export interface PlanFacts {
  readonly config: CentralizeConfig;
  readonly variables: readonly KnownVariable[];
  readonly central: string;
  readonly os: 'linux' | 'darwin' | 'win32';
  readonly isInstalled: (program: string) => boolean;
  /** Where the user has set a variable himself; undefined when he has not. */
  readonly ownSource: (name: string, ours: string) => string | undefined;
}

/** Which variables to set, decided from facts alone. Sorted by name, so that two runs write the same text. */
export function planVariables(facts: PlanFacts): VariablePlan {
  const { config, variables, central, os, isInstalled, ownSource } = facts;
  const set: WishedVariable[] = [];
  const left: LeftVariable[] = [];
  const wish = (wished: WishedVariable): void => {
    const own = ownSource(wished.name, wished.value);
    if (own === undefined) set.push(wished);
    else left.push({ name: wished.name, reason: `you set it yourself (${own})` });
  };
  for (const known of variables) {
    const { variable: name, unsafe, kind, programs, tool, template } = known;
    const asked = config.include.includes(name);
    // The profile moves caches that are there anyway; it never switches one on.
    const byProfile =
      config.profile === 'caches' && kind === 'cache' && known.default[os] !== null && programs.some(isInstalled);
    if (config.exclude.includes(name) || name in config.set || !(asked || byProfile)) continue;
    if (unsafe !== undefined) {
      left.push({ name, reason: `never set for all projects: ${unsafe}` });
      continue;
    }
    const folder = fillTemplate(template, central);
    wish({ name, value: folder, folder, tool });
  }
  for (const [name, value] of Object.entries(config.set))
    wish({ name, value: value.replaceAll('{CENTRAL}', () => central), folder: null, tool: 'you' });
  const byName = (a: LeftVariable | WishedVariable, b: LeftVariable | WishedVariable): number =>
    a.name < b.name ? -1 : 1;
  return { set: set.sort(byName), left: left.sort(byName) };
}

/** `{CACHE}/npm` as a folder below the central one. */
function fillTemplate(template: string, central: string): string {
  return template.replace(/\{(CACHE|CONFIG|DATA|STATE)\}/, (_, kind: string) => join(central, kind.toLowerCase()));
}
