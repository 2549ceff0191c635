import { mkdirSync, symlinkSync } from 'node:fs';
import { packageRoot, type Sandbox } from './sandbox';

/** Makes a task folder in the home of a sandbox: file by path below it, with the text of what it exports. The config names the folder. */
export function ownTasks(
  sandbox: Sandbox,
  files: Readonly<Record<string, string>>,
  config: Readonly<Record<string, unknown>> = {},
): void {
  for (const [path, text] of Object.entries(files))
    sandbox.write(`mine/${path}`, text.startsWith('{') ? `module.exports = ${text};\n` : text);
  sandbox.config({ taskFolders: ['~/mine'], ...config });
}

/** Lets task files of the sandbox write `require('clistack')`, as they would with the package installed. */
export function installApi(sandbox: Sandbox): void {
  mkdirSync(sandbox.path('node_modules'), { recursive: true });
  symlinkSync(packageRoot, sandbox.path('node_modules', 'clistack'));
}

/** A task that answers with its own name. */
export function echo(name: string, more = ''): string {
  return `{ name: '${name}', summary: 'says ${name}', run: () => '${name} ran'${more === '' ? '' : `, ${more}`} }`;
}
