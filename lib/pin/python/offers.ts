import { join } from 'node:path';
import { packagePlace } from '../../config/package-place';
import { isStackError } from '../../kernel/fault';
import { pep440Scheme } from '../../versions';
import type { OfferedVersion } from '../manager';
import { asText, objectsIn, parseObject, type Json } from '../read-json';
import type { StartPython } from './advisories';

/** The versions of a list of files, each with `version`, `time` and `yanked`: several belong to one. */
export function versionsOf(files: readonly Json[]): readonly OfferedVersion[] {
  const byVersion = new Map<string, Json[]>();
  for (const file of files) {
    const version = asText(file['version']) ?? '';
    byVersion.set(version, [...(byVersion.get(version) ?? []), file]);
  }
  return [...byVersion].map(([version, of]) => versionOf(version, of));
}

/** A version is as old as its first file, and taken back when all of its files are. */
function versionOf(version: string, files: readonly Json[]): OfferedVersion {
  const published = files.flatMap(({ time }) => asText(time) ?? []).sort()[0];
  const reasons = files.map(({ yanked }) => (yanked === true ? 'without a reason' : asText(yanked)));
  const yanked = reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
  return { version, published, ...(yanked === undefined ? {} : { yanked }) };
}

/**
 * What an index has of a package, for a client that has no command for that: the wheels that the started python can have. Undefined where the
 * index does not answer a plain question, or has none. @throws what is no fault of `start`.
 */
export async function askPlainIndex(
  tool: string,
  index: string,
  start: StartPython,
): Promise<readonly OfferedVersion[] | undefined> {
  const answer = parseObject(await askScript(tool, index, start));
  const python = asText(answer?.['python']) ?? '';
  const files = objectsIn(answer?.['files']).filter(({ requires }) => fits(python, asText(requires)));
  return files.length === 0 ? undefined : versionsOf(files);
}

/** A python that cannot run it tells nothing: the client is asked in its place. */
async function askScript(tool: string, index: string, start: StartPython): Promise<string> {
  const script = join(packagePlace().root, 'config', 'data', 'index-offers.py');
  try {
    return await start([script], JSON.stringify({ index, name: tool }), 120_000);
  } catch (error) {
    if (isStackError(error)) return '';
    throw error;
  }
}

/** What cannot be read keeps nobody out: the client has the last word when it installs. */
function fits(python: string, requires: string | undefined): boolean {
  return requires === undefined || (pep440Scheme.range(requires)?.includes(python) ?? true);
}
