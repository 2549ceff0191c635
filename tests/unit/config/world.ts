import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, LoadedConfig, OwnedPaths } from '../../../lib/config';
import { generatedNames, renderComposed } from '../../../lib/config/composed';
import { findConfigPieces } from '../../../lib/config/find-pieces';
import { loadConfig } from '../../../lib/config/load';
import type { Plain } from '../../../lib/config/merge';
import { describeProblem } from '../../../lib/config/problem';
import { composeConfig } from '../../../lib/config/schema';
import { compileValidator } from '../../../lib/config/validator';
import { createMemorySystem, type MemoryOptions, type MemorySystem } from '../../../lib/system/memory';
import { realReader } from '../../../lib/system/real/read-files';
import { evaluated } from '../../support/evaluated';

/** The package itself, whose data files are copied into memory. */
export const root = join(__dirname, '..', '..', '..');
export const shipped = join(root, 'config', 'toolstack.config.json');
export const home = '/home/ada';
export const userConfig = `${home}/.config/clistack/toolstack.config.json`;

const data = join(root, 'config', 'data');
const text = (path: string): string => readFileSync(path, 'utf8');
const loadSource = (path: string): unknown => require(path) as unknown;

export const composed = composeConfig(findConfigPieces(realReader, join(root, 'lib'), loadSource));
export const validate = compileValidator(composed.schema);

/** What the package brings along: its data and the shipped config. */
export const packageFiles: Readonly<Record<string, string>> = {
  ...Object.fromEntries(readdirSync(data).map((name) => [join(data, name), text(join(data, name))])),
  [shipped]: text(shipped),
};

/** The nouns' pieces without the generated files, as in a checkout. */
export const sourceFiles: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...readdirSync(join(root, 'lib')).map((noun) => join(root, 'lib', noun, 'config.ts')),
    ...readdirSync(join(root, 'lib', 'pin', 'managers')).map((name) => join(root, 'lib', 'pin', 'managers', name)),
  ]
    .filter((path) => existsSync(path))
    .map((path) => [path, '']),
);

/** With the generated files, so that no test compiles a schema of its own. */
export function load(path: string): unknown {
  if (path.endsWith(generatedNames.composed)) return evaluated(renderComposed(composed));
  return path.endsWith(generatedNames.validator) ? validate : loadSource(path);
}

export interface WorldOptions extends MemoryOptions {
  /** The user's config. */
  readonly config?: Plain;
}

export interface World {
  readonly system: MemorySystem;
  readonly config: Config;
  readonly paths: OwnedPaths;
}

/** A machine in memory with the package on it and a valid config. */
export function makeWorld({ config = {}, ...options }: WorldOptions = {}): World {
  const written = Object.keys(config).length === 0 ? {} : { [userConfig]: JSON.stringify(config) };
  const system = createMemorySystem({ ...options, files: { ...packageFiles, ...written, ...options.files } });
  const loaded = loadConfig({ system, named: undefined, shipped, load, isBuilt: true });
  if (loaded.problems.length > 0) throw new Error(loaded.problems.map(describeProblem).join('\n'));
  return { system, config: loaded.config, paths: loaded.paths };
}

/** Loads config files given as texts; the user's file is the one in use unless the options say otherwise. */
export function loadTexts(
  files: Readonly<Record<string, string>>,
  options: MemoryOptions = {},
  named?: string,
): LoadedConfig {
  const system = createMemorySystem({ ...options, files: { ...packageFiles, ...files } });
  return loadConfig({ system, named, shipped, load, isBuilt: true });
}

/** Matches an error by its fields, never by class: errors come from several realms. */
export function faultWith(fields: Readonly<Record<string, unknown>>): Error {
  const matcher: unknown = expect.objectContaining({ ...fields });
  // `toThrow` takes asymmetric matchers, its type does not say so.
  return matcher as Error;
}
