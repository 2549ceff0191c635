import { dirname, isAbsolute, join } from 'node:path';
import { once } from '../kernel/once';
import type { System } from '../system/port';
import { chooseConfigFile, type ChosenFile } from './choose-file';
import { resolveCodeFolders } from './code-folders';
import { loadConfigRules, type ConfigRules } from './composed';
import type { Config, JsonSchema } from './config';
import { readOverrides } from './environment-overrides';
import { isPlain, mergeConfig, noteSource, type Plain, type Sources } from './merge';
import { checkNames } from './name-rules';
import { checkPaths, type PathFinding } from './path-rules';
import { computePaths, type OwnedPaths } from './paths';
import { escapePointer } from './pointer';
import type { ConfigProblem } from './problem';
import { readDocument, type ConfigDocument } from './read-document';

export interface LoadedConfig {
  /** The merged config; with an error anywhere the defaults, and the task folders where they are right. */
  readonly config: Config;
  readonly paths: OwnedPaths;
  /** True when `--configFile` says which file it is. */
  readonly isNamed: boolean;
  readonly problems: readonly ConfigProblem[];
  readonly sources: ReadonlyMap<string, string>;
  readonly schema: JsonSchema;
}

export interface LoadRequest {
  readonly system: System;
  /** From `--configFile`. */
  readonly named: string | undefined;
  /** The config file that comes with the package. */
  readonly shipped: string;
  readonly load: (path: string) => unknown;
  /** The build has left its rules beside the code. */
  readonly isBuilt: boolean;
}

/**
 * The effective config: defaults, `extends`, the file, CLISTACK__ variables, each over the one before.
 * @throws `configMissing` (CFG002, 502). Everything else that is wrong is listed in `problems`.
 */
export function loadConfig({ system, named, shipped, load, isBuilt }: LoadRequest): LoadedConfig {
  const rules = loadConfigRules({ files: system.files, load, isBuilt });
  const chosen = chooseConfigFile(system, named, shipped);
  const documents = readChain(system, chosen);
  const env = readOverrides(system.environment.all(), rules);
  const problems = [...documents.flatMap((document) => checkDocument(document, rules)), ...env.problems];

  const layers = documents.map(({ file, value = {} }): Layer => {
    const { $schema: _schema, extends: _extends, ...rest } = value;
    return { source: file, value: resolveCodeFolders(rest, rules, dirname(file)) };
  });
  for (const { variable, value } of env.overrides) {
    problems.push(...checkOverride(variable, value, rules));
    layers.push({ source: variable, value: resolveCodeFolders(value, rules, system.machine.cwd) });
  }
  const merged = mergeLayers(rules.defaults, layers, undefined);
  const sources = once(() => sourcesOf(rules.defaults, layers));
  // These rules look at the whole: two files may each be right and wrong together. A broken value would only mislead them.
  const findings = hasErrors(problems) ? [] : checkGiven(merged, layers, rules, system.machine);
  for (const finding of findings) {
    const source = sourceOf(finding.pointer, sources());
    const document = documents.find(({ file }) => file === source);
    const { explainPath } = require('./explain-problems') as typeof import('./explain-problems');
    problems.push(explainPath(finding, source, document));
  }
  const used = hasErrors(problems) ? withTaskFolders(rules, merged, system.machine) : merged;
  return finish(system, { ...chosen, isNamed: named !== undefined }, rules, used, problems, sources);
}

/** The defaults, with the task folders where they are right by themselves: whoever mends the config looks at the same tasks as before. */
function withTaskFolders(rules: ConfigRules, { taskFolders }: Plain, machine: System['machine']): Plain {
  const only = { taskFolders };
  const isRight = rules.accepts(only) && checkGiven(only, [{ source: '', value: only }], rules, machine).length === 0;
  return isRight ? { ...rules.defaults, ...only } : rules.defaults;
}

function finish(
  system: System,
  { file, shipped, isNamed }: ChosenFile & Pick<LoadedConfig, 'isNamed'>,
  rules: ConfigRules,
  merged: Plain,
  problems: readonly ConfigProblem[],
  sources: () => ReadonlyMap<string, string>,
): LoadedConfig {
  // The schema has just been checked against it, and the defaults satisfy it (a test says so).
  const config = merged as unknown as Config;
  return {
    config,
    isNamed,
    problems,
    get sources() {
      return sources();
    },
    get schema() {
      return rules.schema;
    },
    paths: computePaths(system, config, file, shipped),
  };
}

/** What one file or variable says. */
interface Layer {
  readonly source: string;
  readonly value: Plain;
}

function mergeLayers(defaults: Plain, layers: readonly Layer[], sources: Sources | undefined): Plain {
  return layers.reduce((merged, { source, value }) => mergeConfig(merged, value, source, sources), defaults);
}

/** Where every value came from: put together when somebody asks, which a run that is well does not. */
function sourcesOf(defaults: Plain, layers: readonly Layer[]): Sources {
  const sources: Sources = new Map();
  noteSource(defaults, 'default', sources, '');
  mergeLayers(defaults, layers, sources);
  return sources;
}

/** What a schema cannot say. No default is a path (a test says so) or names a tool, so the rules are about the keys that were given. */
function checkGiven(
  merged: Plain,
  layers: readonly Layer[],
  rules: ConfigRules,
  machine: System['machine'],
): readonly PathFinding[] {
  const keys = [...new Set(layers.flatMap(({ value }) => Object.keys(value)))];
  const given = Object.fromEntries(keys.map((key) => [key, merged[key]]));
  const properties = Object.fromEntries(keys.map((key) => [key, rules.schemaOf(key)]));
  return [...checkPaths(given, { properties }, machine), ...checkNames(given, { properties })];
}

/** The chosen file and what it extends, least important first. */
function readChain(
  system: System,
  { file, entry }: Pick<ChosenFile, 'file' | 'entry'>,
  above: readonly string[] = [],
): readonly ConfigDocument[] {
  const document = readDocument(system.files, file, entry);
  const listed = document.value?.['extends'];
  const bases = [listed].flat().filter((item): item is string => typeof item === 'string');
  const chain = [...above, file];
  const below = bases.flatMap((base) => {
    const path = isAbsolute(base) ? base : join(dirname(file), base);
    if (!chain.includes(path)) return readChain(system, { file: path, entry: undefined }, chain);
    const { explainCircle } = require('./explain-problems') as typeof import('./explain-problems');
    return [{ file, text: document.text, value: undefined, problems: [explainCircle(document, path)] }];
  });
  return [...below, document];
}

function checkDocument(document: ConfigDocument, rules: ConfigRules): readonly ConfigProblem[] {
  const { value, problems } = document;
  if (value === undefined || rules.accepts(value)) return problems;
  // Words for errors are opened only when there are some.
  const { explainDocument } = require('./explain-problems') as typeof import('./explain-problems');
  return [...problems, ...explainDocument(document, rules.validate)];
}

function checkOverride(variable: string, value: Plain, rules: ConfigRules): readonly ConfigProblem[] {
  if (rules.accepts(value)) return [];
  const { explainOverride } = require('./explain-problems') as typeof import('./explain-problems');
  return explainOverride(variable, value, rules.validate);
}

function hasErrors(problems: readonly ConfigProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** The source of a value, or of the list or object it is part of. */
function sourceOf(pointer: string, sources: ReadonlyMap<string, string>): string {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const source = sources.get(at);
    if (source !== undefined) return source;
  }
  return 'default';
}

/** Every value with its source, for `effective_config.json` and `Config.Show`. */
export function withSources(config: unknown, sources: Readonly<Record<string, string>>, pointer = ''): unknown {
  if (!isPlain(config) || Object.keys(config).length === 0)
    return { value: config, source: sources[pointer] ?? 'default' };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      withSources(value, sources, `${pointer}/${escapePointer(key)}`),
    ]),
  );
}
