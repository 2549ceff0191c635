import { installListed, installOptions, renderInstalls, type InstallReport } from '../lib/pin';
import { defineTask } from '../lib/run/define-task';
import { loadModule } from '../lib/run/load-module';
import { chooseByPolicy } from '../lib/update';

export default defineTask({
  name: 'NpmInstall',
  summary: 'Install the npm tools that are listed and not there, each in a private project with a lock',
  deps: ['Config.Validate'],
  mutates: true,
  changes: 'private projects below the tools folder; what lay in their place goes to quarantine',
  options: installOptions,
  run: (context) =>
    installListed(context, loadModule, 'npm', chooseByPolicy(context.config.update, context.system.clock.now())),
  show: (data) => renderInstalls(data as InstallReport),
});
