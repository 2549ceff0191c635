import { describeProblem, invalidConfig, type Config, type ConfigPlace, type ConfigProblem } from '../../lib/config';
import type { StackError } from '../../lib/kernel/fault';
import type { TaskContext } from '../../lib/run/context';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';
import { isPlainRange } from '../../lib/versions';

export default defineTask({
  name: 'Config.Validate',
  summary: 'Check the config and list every error with its place',
  config: 'optional',
  taskFiles: 'optional',
  run: ({ run, config, system, paths, log }) => {
    const told = run.configProblems;
    // What the policy means is asked of a config that holds.
    const problems = told.length > 0 ? told : checkPolicyOf(system, config, run);
    for (const problem of problems) log[problem.severity === 'error' ? 'error' : 'warn'](describeProblem(problem));
    const errors = problems.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    if (first !== undefined)
      throw invalidConfig({
        file: paths.configFile,
        isNamed: run.configNamed,
        first: describeProblem(first),
        errors: errors.length,
        problems: errors,
      });
    const placeOf = placesOf(system, run);
    const faults = [...checkPins(system, config, placeOf), ...checkSources(system, config, placeOf)];
    for (const { message } of faults) log.error(message);
    const [bad] = faults;
    if (bad !== undefined) throw bad;
    return { file: paths.configFile, valid: true };
  },
  show: () => 'the config is valid',
});

type PlaceOf = (pointer: string) => ConfigPlace;

/** Opened when there is something to say. */
function placesOf(system: TaskContext['system'], run: TaskContext['run']): PlaceOf {
  return (pointer) => {
    const { placeInConfig } = require('../../lib/config') as typeof import('../../lib/config');
    return placeInConfig(system, run.configSources, pointer);
  };
}

/** Opened only where the policy names a tool. */
function checkPolicyOf(
  system: TaskContext['system'],
  config: Config,
  run: TaskContext['run'],
): readonly ConfigProblem[] {
  const { allow, deny, maxMajor, groups, overrides } = config.update;
  const maps = [maxMajor, groups, overrides];
  if (deny.length === 0 && allow.every((text) => text === '*') && maps.every((map) => Object.keys(map).length === 0))
    return [];
  const { placeFindings } = require('../../lib/config') as typeof import('../../lib/config');
  const { checkPolicy } = require('../../lib/update') as typeof import('../../lib/update');
  return placeFindings(system, run.configSources, checkPolicy(system, config, loadModule));
}

/** Opened only where a pin is not plain: the config is read by every small run. */
function checkPins(system: TaskContext['system'], config: Config, placeOf: PlaceOf): readonly StackError[] {
  if (Object.values(config.pins).every((pins) => Object.values(pins).every(isPlainRange))) return [];
  const { unreadablePins } = require('../../lib/pin') as typeof import('../../lib/pin');
  return unreadablePins(system, config, loadModule, placeOf);
}

/** A source that comes with us, or a folder, with or without a name before it. No expression: the defaults alone would pay for making it. */
function isPlainSource(given: string): boolean {
  const at = given.indexOf('=');
  const source = at > 0 && !given.slice(0, at).includes('/') ? given.slice(at + 1) : given;
  return ['npm', 'pipx', 'uv', 'cargo', 'go'].includes(source) || source.includes('/') || source.includes('\\');
}

/** Opened only where a name is none of those that come with us. */
function checkSources(system: TaskContext['system'], config: Config, placeOf: PlaceOf): readonly StackError[] {
  const { sources, priority } = config.masterbin;
  if ([...sources, ...priority].every(isPlainSource)) return [];
  const { unknownSources } = require('../../lib/masterbin') as typeof import('../../lib/masterbin');
  return unknownSources(system, config, loadModule, placeOf);
}
