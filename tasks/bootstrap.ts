import { defineTask } from '../lib/run/define-task';

export default defineTask({
  name: 'Bootstrap',
  summary: 'Set a machine up: tools, variables, every tool at its pin, and one bin of wrappers',
  // One after the other: two package managers at once would fight for the same network and cores.
  deps: ['PipxInstall', 'UvInstall', 'NpmInstall', 'CargoInstall', 'CentralizeApply', 'Pin.Sync?', 'MasterBin.Rebuild'],
});
