import type { BuildIdentity } from '../../journal';
import type { System } from '../../system/port';
import { hashDefinition } from '../freshness/definition';
import type { PreparedRun } from '../prepare';
import { keptOptions } from '../secret-options';

const optionsOf = 'options of ';
const variablesOf = 'variables of ';
const wordsOfLine = 'the words of the line';
const legible = [
  'the version of CliStack',
  'the version of Node',
  'the system',
  'the build root',
  'the line',
  '--force',
];

/**
 * All that has to be equal for a run to go on where another one stopped: versions, line, config, hooks, and every task with its options. As it is
 * written down, and so as it can be compared: a secret may stand among the words of the line and the values of other options, too.
 */
export function identifyBuild(
  system: System,
  prepared: PreparedRun,
  version: string,
  redact: (value: unknown) => unknown,
): BuildIdentity {
  const { hash, machine, environment } = system;
  const { line, graph, options, loaded, found } = prepared;
  const named: [string, string][] = [
    ['the version of CliStack', version],
    ['the version of Node', process.versions.node],
    ['the system', machine.os],
    ['the build root', loaded.paths.root],
    ['the line', lineOf(prepared)],
    [wordsOfLine, JSON.stringify(redact([line.args, line.rest ?? []]))],
    ['--force', String(line.flags.force)],
  ];
  for (const [key, value] of Object.entries(loaded.config))
    named.push([`config ${key}`, hash.bytes(JSON.stringify(value))]);
  for (const file of found.hooks) named.push([`hooks ${file}`, hash.bytes(system.files.readText(file))]);
  for (const [name, { spec, jobs }] of graph.nodes) {
    const file = found.isOwn(name) ? found.files.get(name) : undefined;
    // The jobs too: other tasks may put themselves in, and --no-deps takes references away.
    const references = JSON.stringify(jobs.map((job) => (typeof job === 'function' ? 'code' : job)));
    named.push([`task ${name}`, hash.bytes(`${hashDefinition(system, spec, file, {})} ${references}`)]);
    const { env = [] } = spec;
    if (env.length > 0)
      named.push([
        `${variablesOf}${name}`,
        hash.bytes(JSON.stringify(env.map((each) => environment.get(each) ?? null))),
      ]);
    const kept = Object.entries(keptOptions(spec.options, options.get(name) ?? {}));
    const safe = kept.map(([option, value]) => [option, redact(value)]);
    named.push([`${optionsOf}${name}`, JSON.stringify(Object.fromEntries(safe))]);
  }
  return Object.fromEntries(named);
}

/** The tasks of the line as the graph knows them: how they were spelled does not matter. */
export function lineOf({ graph }: Pick<PreparedRun, 'graph'>): string {
  return graph.roots.map(({ name, safe }) => `${name}${safe ? '?' : ''}`).join(' ');
}

/**
 * True where the words and the options of the line are the same, and the variables of the tasks that are done; those of tasks that are new or
 * gone apart. @param done names of tasks.
 */
export function isSameAsked(then: BuildIdentity, now: BuildIdentity, done: readonly string[]): boolean {
  const counts = new Set([wordsOfLine, ...done.map((task) => `${variablesOf}${task}`)]);
  return Object.keys(now).every(
    (name) =>
      (!counts.has(name) && !name.startsWith(optionsOf)) || then[name] === undefined || then[name] === now[name],
  );
}

/**
 * What differs, in words. Variables count for tasks that are done: for the others they may have been what was missing.
 * @param done names of tasks.
 */
export function differencesOf(then: BuildIdentity, now: BuildIdentity, done: readonly string[]): readonly string[] {
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])].filter((name) => then[name] !== now[name]);
  const counts = new Set(done.map((task) => `${variablesOf}${task}`));
  // The options and variables of a task that is new or gone, or says of others that it reads them, are that, too.
  const telling = names.filter((name) => {
    if (name.startsWith(variablesOf) && !counts.has(name)) return false;
    return !(name.startsWith(optionsOf) || name.startsWith(variablesOf)) || (name in then && name in now);
  });
  return telling.map((name) => {
    if (then[name] === undefined) return `${name} is new`;
    if (now[name] === undefined) return `${name} is gone`;
    // Hashes say nothing, and an option may be a secret.
    return legible.includes(name) ? `${name} was ${then[name]}, is ${now[name]}` : `${name} changed`;
  });
}

/** Secrets that the earlier run was given and that were not given again, by the name of their option. */
export function missingSecrets(then: BuildIdentity, { graph, options }: PreparedRun): readonly string[] {
  const names = graph.route.asking.flatMap(({ spec }) => {
    const kept = optionsIn(then[`${optionsOf}${spec.name}`]);
    const secret = Object.entries(spec.options ?? {}).flatMap(([name, schema]) =>
      schema.secret === true ? [name] : [],
    );
    return secret.filter((name) => name in kept && options.get(spec.name)?.[name] === undefined);
  });
  return [...new Set(names)];
}

function optionsIn(text = '{}'): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    // A mask has taken a part of it that is no value.
    return {};
  }
}
