import { join } from 'node:path';
import { shellStatus, type ExitStatus } from '../kernel/exit';
import { exitStatuses } from '../kernel/exit-statuses';
import type { AnyFaultPage } from '../kernel/fault';
import { suggest } from '../kernel/suggest';
import type { FileReader } from '../system/ports/files';
import { unknownCode } from './faults';
import { loadModule } from './load-module';
import type { OwnFault } from './own-faults';

/** What Explain answers: pages of faults, rows of the exit table, or both. */
export interface Explanation {
  readonly faults: readonly ExplainedFault[];
  readonly statuses: readonly StatusRow[];
}

/** One of the user's own says where it is declared. */
type ExplainedFault = AnyFaultPage & { readonly at?: string };

interface StatusRow {
  readonly status: ExitStatus;
  readonly posix: number;
  readonly meaning: string;
}

/**
 * Explains a fault code, an exit status (whole or as a POSIX shell shows it), or the table of all statuses. `loadOwn` is called for a code that
 * is none of ours: it answers the faults of the user's own files.
 * @throws `unknownCode` (RUN015, 501).
 */
export function explain(
  code: string,
  files: Pick<FileReader, 'list' | 'stat'>,
  taskNames: Iterable<string> = [],
  loadOwn: () => readonly OwnFault[] = () => [],
): Explanation {
  if (/^exit-?codes$/i.test(code)) return { faults: [], statuses: statusRows() };
  const faults = allFaults(files);
  const fault = faults.find((page) => page.code === code.toUpperCase());
  if (fault !== undefined)
    return { faults: [fault], statuses: statusRows().filter(({ status }) => status === fault.exit) };
  const statuses = statusRows().filter(
    ({ status, posix }) => String(status) === code || (String(posix) === code && status >= 256),
  );
  if (statuses.length > 0)
    return { faults: faults.filter(({ exit }) => statuses.some(({ status }) => status === exit)), statuses };
  const own = loadOwn();
  const found = own.filter(({ page }) => page.code.toUpperCase() === code.toUpperCase()).map(toExplained);
  if (found.length > 0)
    return { faults: found, statuses: statusRows().filter(({ status }) => found.some(({ exit }) => exit === status)) };
  const codes = [...faults, ...own.map(({ page }) => page)].map((page) => page.code);
  throw unknownCode({ code, suggestions: suggest(code, [...codes, ...taskNames]) });
}

function toExplained({ page, at }: OwnFault): ExplainedFault {
  const { code, exit, title, why } = page;
  return { code, exit, title, why, fixShape: shapeOf(page), ...(at === null ? {} : { at }) };
}

function shapeOf(page: AnyFaultPage): string {
  try {
    return page.fixShape;
  } catch {
    // It is made with data, and does more with it than to put it into a text.
    return 'it depends on what happened: see what the failure says';
  }
}

/** Every fault of every room, by code. Found by listing, as everything is. */
export function allFaults(files: Pick<FileReader, 'list' | 'stat'>): readonly AnyFaultPage[] {
  const foldersIn = (folder: string): readonly string[] =>
    files.list(folder).flatMap(({ name, kind }) => (kind === 'folder' ? [join(folder, name)] : []));
  // A large room has a page beside those of its folders that throw faults of their own.
  const rooms = foldersIn(join(__dirname, '..')).flatMap((room) => [room, ...foldersIn(room)]);
  const modules = rooms.flatMap((room) => {
    const file = ['faults.js', 'faults.ts']
      .map((base) => join(room, base))
      .find((path) => files.stat(path) !== undefined);
    return file === undefined ? [] : [loadModule(file)];
  });
  return modules
    .flatMap((module): readonly unknown[] =>
      typeof module === 'object' && module !== null ? Object.values(module) : [],
    )
    .flatMap((value) => (typeof value === 'function' && 'page' in value ? [value.page as AnyFaultPage] : []))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

function statusRows(): readonly StatusRow[] {
  return Object.entries(exitStatuses).map(([key, meaning]) => {
    // Keys of the table are its statuses.
    const status = Number(key) as ExitStatus;
    return { status, posix: shellStatus(status), meaning };
  });
}

/** Pages and rows as text. */
export function renderExplanation(data: unknown): string {
  const { faults, statuses } = data as Explanation;
  const pages = faults.map(
    ({ code, title, why, exit, fixShape, at }) =>
      `${code}: ${title} (status ${exit})\n  ${why}\n  next: ${fixShape}${at === undefined ? '' : `\n  declared in ${at}`}`,
  );
  const rows = statuses.map(
    ({ status, posix, meaning }) => `${String(status).padStart(3)}  ${String(posix).padStart(3)}  ${meaning}`,
  );
  return [
    ...(rows.length > 0 ? [['status, as a POSIX shell shows it, meaning', ...rows].join('\n')] : []),
    ...pages,
  ].join('\n\n');
}
