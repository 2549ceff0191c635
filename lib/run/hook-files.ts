import { isStackError, type StackError } from '../kernel/fault';
import { badTaskFile } from '../kernel/faults';
import { suggest } from '../kernel/suggest';
import type { Hooks } from './hooks';
import { loadExport } from './task-files';

const names = [
  'enterBuild', 'exitBuild', 'enterTask', 'exitTask', 'enterJob', 'exitJob', 'exportState', 'importState', 'header', 'footer',
] as const satisfies readonly (keyof Hooks)[]; // prettier-ignore

/** The hooks of all task folders, and what is wrong with those that cannot be used. */
export interface FoundHooks {
  readonly hooks: readonly LoadedHooks[];
  readonly refused: readonly StackError[];
}

/** Hooks with the file they come from. */
export interface LoadedHooks {
  readonly file: string;
  readonly hooks: Hooks;
}

/**
 * Loads the hooks of each task folder that has some. Refused are those that throw, and what is no hooks (RUN008, 501).
 * @lazy
 */
export function loadHooks(files: readonly string[], load: (path: string) => unknown): FoundHooks {
  const refused: StackError[] = [];
  const hooks = files.flatMap((file): readonly LoadedHooks[] => {
    try {
      return [{ file, hooks: hooksIn(file, load) }];
    } catch (thrown) {
      if (!isStackError(thrown)) throw thrown;
      refused.push(thrown);
      return [];
    }
  });
  return { hooks, refused };
}

function hooksIn(file: string, load: (path: string) => unknown): Hooks {
  const hooks = loadExport(file, load);
  if (!isHooks(hooks)) throw badTaskFile({ file, problem: problemOf(hooks) });
  return hooks;
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
