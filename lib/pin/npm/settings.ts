import { join } from 'node:path';
import { expandHome } from '../../config';
import type { System } from '../../system/port';

type SettingsSystem = Pick<System, 'environment' | 'files' | 'machine'>;

/** What npm puts in for `${NAME}` and `${NAME?}`, also in values of variables. */
const named = /\$\{([^${}?]+)(\?)?\}/g;

/** A setting that a variable gives npm: it takes their names in any case, and none that is empty. @param key as in a npmrc: `fetch-retries`. */
export function npmVariable(system: SettingsSystem, key: string): string | undefined {
  const found = Object.entries(system.environment.all()).findLast(
    ([name, value]) => value !== '' && name.toLowerCase() === `npm_config_${key.replaceAll('-', '_')}`,
  );
  return found === undefined ? undefined : expand(system, found[1]);
}

/** The text of the user's npmrc; empty where there is none. */
export function readNpmrc(system: SettingsSystem): string {
  const { files, machine } = system;
  const set = npmVariable(system, 'userconfig');
  const path = set === undefined ? join(machine.home, '.npmrc') : expandHome(set, machine.home);
  return files.stat(path) === undefined ? '' : files.readText(path);
}

/** Where global packages lie, if a variable or the user's npmrc says so. */
export function npmPrefix(system: SettingsSystem): string | undefined {
  const set = npmVariable(system, 'prefix') ?? inNpmrc(system);
  return set === undefined ? undefined : expandHome(set, system.machine.home);
}

/** Of several lines the last one counts; what stands after `;` or `#` is a comment, but not between quotes. */
function inNpmrc(system: SettingsSystem): string | undefined {
  const lines = readNpmrc(system).matchAll(/^[ \t]*prefix[ \t]*=[ \t]*(?:"([^"\n]+)"|'([^'\n]+)'|([^;#\r\n]+))/gm);
  const [, double, single, plain] = [...lines].at(-1) ?? [];
  const value = (double ?? single ?? plain)?.trim();
  return value === undefined || value === '' ? undefined : expand(system, value);
}

function expand({ environment, machine }: SettingsSystem, text: string): string {
  return text.replaceAll(named, (whole, name: string, isOptional?: string) => {
    const value = environment.get(name) ?? (name === 'HOME' ? machine.home : undefined);
    return value ?? (isOptional === undefined ? whole : '');
  });
}

/** Variables that the user's npmrc names: `//registry/:_authToken=${NPM_TOKEN}` needs its token. */
export function namedByNpmrc(system: SettingsSystem): Record<string, string> {
  const names = [...readNpmrc(system).matchAll(named)].map(([, name = '']) => name);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = system.environment.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
