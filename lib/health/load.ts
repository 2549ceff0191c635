import { join } from 'node:path';
import { problemOfKinds } from '../kernel/field-kinds';
import { exportOf } from '../system/export-of';
import { kindBehind } from '../system/kind-behind';
import type { System } from '../system/port';
import { codeShape, type Check, type LoadedCheck } from './check';
import { badCheckFile } from './faults';

const fileShape = /(?<!\.d)\.(?:[cm]?js|[cm]?ts)$/;

/**
 * Every check: ours by code, then those of the user's own folders in name order.
 * @throws `badCheckFile` (HEA002, 501).
 */
export function loadChecks(
  { files }: Pick<System, 'files'>,
  folders: readonly string[],
  load: (path: string) => unknown,
): readonly LoadedCheck[] {
  const shipped = join(__dirname, 'checks');
  const ours = files
    .list(shipped)
    .filter(({ name }) => /^hc\d+-.*(?<!\.d)\.[jt]s$/.test(name))
    .map(({ name }) => (load(join(shipped, name)) as { readonly default: Check }).default);
  const checks: LoadedCheck[] = [...ours];
  for (const folder of folders) {
    const kind = kindBehind(files, folder);
    if (kind !== 'folder') {
      const problem = `health.folders names this folder, which is ${kind === undefined ? 'not there' : 'none'}`;
      throw badCheckFile({ file: folder, problem, isFolder: true });
    }
    for (const { name } of files.list(folder)) {
      const file = join(folder, name);
      if (fileShape.test(name) && kindBehind(files, file) === 'file') checks.push(loadOwn(file, checks, load));
    }
  }
  return checks;
}

function loadOwn(file: string, known: readonly Check[], load: (path: string) => unknown): LoadedCheck {
  const check = exportOf(file, load, (problem, cause) => badCheckFile({ file, problem }, { cause }));
  if (!isCheck(check)) throw badCheckFile({ file, problem: whyNoCheck(check) });
  const { code, title, run } = check;
  if (!codeShape.test(code)) throw badCheckFile({ file, problem: `'${code}' is not a code like OWN001` });
  if (code.startsWith('HC')) throw badCheckFile({ file, problem: `codes that begin with HC are ours: ${code}` });
  if (known.some((other) => other.code === code))
    throw badCheckFile({ file, problem: `${code} is also the code of another check` });
  return { code, title, run, file };
}

const fields = { code: 'string', title: 'string', run: 'function' } as const;

function isCheck(value: unknown): value is Check {
  return typeof value === 'object' && value !== null && problemOfKinds(value, fields) === undefined;
}

/** What is meant as a check is told by the field that is missing or wrong. */
function whyNoCheck(value: unknown): string {
  const none = 'exports no check: it needs a default export made by defineCheck';
  if (typeof value !== 'object' || value === null) return none;
  const isMeant = 'code' in value || ('title' in value && 'run' in value);
  const problem = isMeant ? problemOfKinds(value, fields) : undefined;
  return problem === undefined ? none : `the check ${problem}`;
}
