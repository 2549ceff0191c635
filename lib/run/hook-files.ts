import { badTaskFile } from '../kernel/faults';
import { suggest } from '../kernel/suggest';
import type { Hooks } from './hooks';
import { loadExport } from './task-files';

const names = [
  'enterBuild', 'exitBuild', 'enterTask', 'exitTask', 'enterJob', 'exitJob', 'exportState', 'importState', 'header', 'footer',
] as const satisfies readonly (keyof Hooks)[]; // prettier-ignore

/** Hooks with the file they come from. */
export interface LoadedHooks {
  readonly file: string;
  readonly hooks: Hooks;
}

/**
 * Loads the hooks of each task folder that has some.
 * @throws `badTaskFile` (RUN008, 501).
 * @lazy
 */
export function loadHooks(files: readonly string[], load: (path: string) => unknown): readonly LoadedHooks[] {
  return files.map((file) => {
    const hooks = loadExport(file, load);
    if (!isHooks(hooks)) throw badTaskFile({ file, problem: problemOf(hooks) });
    return { file, hooks };
  });
}

function isHooks(value: unknown): value is Hooks {
  if (typeof value !== 'object' || value === null) return false;
  const entries = Object.entries(value).filter(([, hook]) => hook !== undefined);
  return (
    entries.length > 0 &&
    entries.every(([name, hook]) => names.some((known) => known === name) && typeof hook === 'function')
  );
}

function problemOf(value: unknown): string {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const stranger = keys.find((key) => !names.some((name) => name === key));
  if (keys.length === 0) return 'exports no hooks: it needs a default export made by defineHooks';
  if (stranger === undefined) return 'a hook is no function';
  const close = suggest(stranger, names);
  return `'${stranger}' is no hook${close.length > 0 ? `, did you mean ${close.join(' or ')}?` : ''}`;
}
