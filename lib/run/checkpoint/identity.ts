import type { BuildIdentity } from '../../journal';
import type { System } from '../../system/port';
import { hashDefinition } from '../freshness/definition';
import type { PreparedRun } from '../prepare';

/** All that has to be equal for a run to go on where another one stopped: versions, line, config, and every task with its options. */
export function identifyBuild({ hash, files, machine }: System, prepared: PreparedRun, version: string): BuildIdentity {
  const { line, graph, options, loaded, found } = prepared;
  const named: [string, string][] = [
    ['the version of CliStack', version],
    ['the version of Node', process.versions.node],
    ['the system', machine.os],
    ['the build root', loaded.paths.root],
    ['the line', lineOf(prepared)],
    ['the words of the line', JSON.stringify([line.args, line.rest ?? [], line.flags.force])],
  ];
  for (const [key, value] of Object.entries(loaded.config))
    named.push([`config ${key}`, hash.bytes(JSON.stringify(value))]);
  for (const [name, { spec, jobs }] of graph.nodes) {
    const file = found.isOwn(name) ? found.files.get(name) : undefined;
    const source = file === undefined ? '' : files.readText(file);
    // The jobs too: other tasks may put themselves in, and --no-deps takes references away.
    const references = JSON.stringify(jobs.map((job) => (typeof job === 'function' ? 'code' : job)));
    named.push([`task ${name}`, hash.bytes(`${hashDefinition(hash, spec, {}, source)} ${references}`)]);
    named.push([`options of ${name}`, JSON.stringify(options.get(name) ?? {})]);
  }
  return Object.fromEntries(named);
}

/** The tasks of the line as the graph knows them: how they were spelled does not matter. */
export function lineOf({ graph }: PreparedRun): string {
  return graph.roots.map(({ name, safe }) => `${name}${safe ? '?' : ''}`).join(' ');
}

/** What differs, in words. */
export function differencesOf(then: BuildIdentity, now: BuildIdentity): readonly string[] {
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])].filter((name) => then[name] !== now[name]);
  return names.map((name) => {
    if (then[name] === undefined) return `${name} is new`;
    if (now[name] === undefined) return `${name} is gone`;
    return `${name} changed`;
  });
}
