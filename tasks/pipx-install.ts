import { bootstrapPipx, installListed, installOptions, renderInstalls, type InstallReport, withPipx } from '../lib/pin';
import { defineTask } from '../lib/run/define-task';
import { loadModule } from '../lib/run/load-module';
import { withSystem } from '../lib/system/with-system';
import { chooseByPolicy } from '../lib/update';

export default defineTask({
  name: 'PipxInstall',
  summary: 'Install the pipx tools that are listed and not there, from wheels whose hashes were checked',
  deps: ['Config.Validate'],
  mutates: true,
  changes:
    'private projects below the tools folder; what lay in their place goes to quarantine; with --bootstrap a package of the system',
  options: {
    ...installOptions,
    bootstrap: {
      type: 'boolean',
      describe: 'install pipx itself from the packages of the system when it is missing',
      default: false,
    },
  },
  run: async (context) => {
    const { config, log, options, system, dryRun } = context;
    const ran =
      options['bootstrap'] === true ? await bootstrapPipx(context, Number(options['tool-timeout']) * 1000) : undefined;
    if (ran !== undefined) log.info(`pipx ${dryRun ? 'would come' : 'comes'} from the system: ${ran}`);
    const world = dryRun && ran !== undefined ? withSystem(context, withPipx(system)) : context;
    return installListed(world, loadModule, 'pipx', chooseByPolicy(config.update, system.clock.now()));
  },
  show: (data) => renderInstalls(data as InstallReport),
});
