import { callingShell, printedFor, printedShells, printEnvironment, type PrintedShell } from '../../lib/centralize';
import { isInUse } from '../../lib/masterbin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';

export default defineTask({
  name: 'Env.Print',
  summary: 'Print variables and PATH for the shell you are in, as code that it can eval',
  config: 'optional',
  taskFiles: 'optional',
  options: {
    shell: {
      type: 'string',
      describe: 'syntax of the lines; default: that of the shell that you are in, else of your login shell',
      enum: printedShells,
    },
  },
  run: async ({ system, config, paths, options }) => {
    const inUse = isInUse({ system, config, paths, load: loadModule });
    // The enum of the option lets nothing else through.
    const asked = options['shell'] as PrintedShell | undefined;
    const calling = asked === undefined ? await callingShell(system) : undefined;
    const shell = asked ?? (calling === undefined ? undefined : printedFor(calling));
    return { lines: printEnvironment(system, paths, inUse, shell) };
  },
  show: (data) => (data as { readonly lines: string }).lines,
});
