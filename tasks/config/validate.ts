import { describeProblem, invalidConfig } from '../../lib/config';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Config.Validate',
  summary: 'Check the config and list every error with its place',
  config: 'optional',
  run: ({ run, paths, log }) => {
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
    return { file: paths.configFile, valid: true };
  },
  show: () => 'the config is valid',
});
