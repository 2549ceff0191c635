import { join } from 'node:path';
import { repositoryRoot, withoutSources } from '../lib/proof/repository';
import { defineTask } from '../lib/run/define-task';

export default defineTask({
  name: 'Bench',
  summary: 'Measure every figure of docs/benchmarks.md again, side by side with its peer',
  config: 'optional',
  run: async ({ system, signal }) => {
    const absent = withoutSources(system);
    if (absent !== undefined) return absent;
    const root = repositoryRoot();
    const { stdout } = await system.processes.run(process.execPath, [join(root, 'bench', 'run.mjs')], {
      cwd: root,
      signal,
    });
    return { page: stdout };
  },
  show: (data) => (data as { readonly page: string }).page,
});
