import { installCompletions, type InstalledCompletion } from '../../lib/completion';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';

interface Answer {
  readonly shells: readonly InstalledCompletion[];
}

export default defineTask({
  name: 'Completion.Install',
  summary: 'Let TAB complete tasks and flags in the shells of this machine',
  config: 'optional',
  mutates: true,
  changes:
    'one completion file per shell that is installed, in its own place, where none of yours lies; a marked block in .bashrc, .zshrc or the PowerShell profile where the shell needs one',
  run: ({ system, paths, log }): Answer => {
    const shells = installCompletions(system, paths, loadModule);
    for (const path of shells.flatMap(({ kept }) => kept))
      log.warn(`left ${path} as it is: it is not one of our completions; move it away to get ours`);
    return { shells };
  },
  show: (data) => {
    const { shells } = data as Answer;
    if (shells.length === 0) return 'none of bash, zsh, fish and PowerShell is on the PATH';
    return shells
      .map(({ name, files, note }) => `${name}: ${files.length === 0 ? 'nothing written' : files.join(', ')}; ${note}`)
      .join('\n');
  },
});
