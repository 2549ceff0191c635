import { inFolder } from '../system/in-folder';
import type { System } from '../system/port';
import { shadowedConfig } from './faults';

/** What just opens before it looks for a just.config.ts, in its order. */
const opensFirst = ['just.config.js', 'just.config.cjs', 'just-task.js'];

/**
 * Refuses a folder in which another file is opened in the place of the just.config.ts that binds our tasks: a compiled copy, mostly, that
 * stayed behind and no longer says what its source says.
 * @throws `shadowedConfig` (RUN033, 501).
 */
export function refuseShadowedConfig({ files, machine }: System): void {
  const source = inFolder(machine.cwd, 'just.config.ts');
  if (files.stat(source)?.kind !== 'file') return;
  const file = opensFirst.map((name) => inFolder(machine.cwd, name)).find((path) => files.stat(path) !== undefined);
  if (file === undefined || !/clistack|just-door/.test(files.readText(source))) return;
  throw shadowedConfig({ file, hides: source });
}
