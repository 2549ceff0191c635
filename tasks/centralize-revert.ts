import { revertVariables } from '../lib/centralize';
import { defineTask } from '../lib/run/define-task';

export default defineTask({
  name: 'CentralizeRevert',
  summary: 'Take the variables away again; the central folder stays',
  deps: ['Config.Validate'],
  mutates: true,
  changes: 'our block in environment.d and in the shell profiles is removed',
  run: ({ system, paths }) => revertVariables(system, paths),
  show: (data) => {
    const { files } = data as { readonly files: readonly string[] };
    return files.length === 0 ? 'no file carries our variables' : `taken out of ${files.join(', ')}`;
  },
});
