import { describeProblem, invalidConfig, type Config } from '../../lib/config';
import type { StackError } from '../../lib/kernel/fault';
import type { TaskContext } from '../../lib/run/context';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';
import { isPlainRange } from '../../lib/versions';

export default defineTask({
  name: 'Config.Validate',
  summary: 'Check the config and list every error with its place',
  config: 'optional',
  run: ({ run, config, system, paths, log }) => {
    const problems = run.configProblems;
    for (const problem of problems) log.error(describeProblem(problem));
    const errors = problems.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    if (first !== undefined)
      throw invalidConfig({
        file: paths.configFile,
        first: describeProblem(first),
        errors: errors.length,
        problems: errors,
      });
    const faults = [...checkPins(system, config), ...checkSources(system, config)];
    for (const { message } of faults) log.error(message);
    const [bad] = faults;
    if (bad !== undefined) throw bad;
    return { file: paths.configFile, valid: true };
  },
  show: () => 'the config is valid',
});

/** Opened only where a pin is not plain: the config is read by every small run. */
function checkPins(system: TaskContext['system'], config: Config): readonly StackError[] {
  if (Object.values(config.pins).every((pins) => Object.values(pins).every(isPlainRange))) return [];
  const { unreadablePins } = require('../../lib/pin') as typeof import('../../lib/pin');
  return unreadablePins(system, config, loadModule);
}

const plainSource = /^(?:[^/=]+=)?(?:npm|pipx|uv|cargo|go|.*[\\/].*)$/;

/** Opened only where a name is none of those that come with us. */
function checkSources(system: TaskContext['system'], config: Config): readonly StackError[] {
  const { sources, priority } = config.masterbin;
  if ([...sources, ...priority].every((name) => plainSource.test(name))) return [];
  const { unknownSources } = require('../../lib/masterbin') as typeof import('../../lib/masterbin');
  return unknownSources(system, config, loadModule);
}
