import { printedShells, printEnvironment, type PrintedShell } from '../../lib/centralize';
import { isInUse } from '../../lib/masterbin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';

export default defineTask({
  name: 'Env.Print',
  summary: 'Print variables and PATH for the shell you are in, as code that it can eval',
  config: 'optional',
  taskFiles: 'optional',
  options: {
    shell: { type: 'string', describe: 'syntax of the lines; default: that of your login shell', enum: printedShells },
  },
  run: ({ system, config, paths, options }) => {
    const inUse = isInUse({ system, config, paths, load: loadModule });
    // The enum of the option lets nothing else through.
    return { lines: printEnvironment(system, paths, inUse, options['shell'] as PrintedShell | undefined) };
  },
  show: (data) => (data as { readonly lines: string }).lines,
});
