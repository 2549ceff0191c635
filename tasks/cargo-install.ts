import { installListed, installOptions, renderInstalls, type InstallReport } from '../lib/pin';
import { defineTask } from '../lib/run/define-task';
import { loadModule } from '../lib/run/load-module';
import { chooseByPolicy } from '../lib/update';

export default defineTask({
  name: 'CargoInstall',
  summary:
    'Install the cargo tools that are listed and not there, each below a root of its own, with the lock of its crate',
  deps: ['Config.Validate'],
  mutates: true,
  changes: 'private projects below the tools folder; what lay in their place goes to quarantine',
  options: installOptions,
  run: (context) =>
    installListed(context, loadModule, 'cargo', chooseByPolicy(context.config.update, context.system.clock.now())),
  show: (data) => renderInstalls(data as InstallReport),
});
