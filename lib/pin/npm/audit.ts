import { join } from 'node:path';
import { isStackError } from '../../kernel/fault';
import { installFailed, unknownTool } from '../faults';
import { semverScheme } from '../../versions';
import type { LockedPackage, ManagerWorld, ToolAdvisory, ToolAudit } from '../manager';
import { asObject, asText, parseObject, type Json } from '../read-json';
import { callNpm } from './call';
import { readPackages } from './package-lock';

const lookMs = 120_000;

const silent: ToolAudit = { advisories: [], yanked: [] };
const knowsNothing = 'the registry of npm knows nothing of weaknesses';

/** Known weaknesses of all packages of a private project, as the registry that npm is configured for knows them. */
export async function auditProject(world: ManagerWorld, tool: string, project: string): Promise<ToolAudit> {
  // That something was found is an answer and no failure.
  const args = ['audit', '--json', '--audit-level=none'];
  try {
    const { files } = world.system;
    const cwd = files.realPath(project) ?? project;
    const text = await callNpm(world, tool, args, { cwd, timeoutMs: lookMs });
    const lock = join(cwd, 'package-lock.json');
    const packages = files.stat(lock) === undefined ? undefined : readPackages(files.readText(lock));
    const advisories = readAudit(text, packages ?? []);
    return advisories === undefined
      ? { ...silent, gap: `${knowsNothing}: its answer is no report` }
      : { ...silent, advisories };
  } catch (error) {
    if (!isStackError(error) || ![installFailed.page.code, unknownTool.page.code].includes(error.code)) throw error;
    return { ...silent, gap: `${knowsNothing}: ${String(error.data['reason'])}` };
  }
}

/**
 * One entry for each weakness of each version of a package; a package that is only weak through another one is not named again.
 * Undefined for a text that is no report: nobody knows then whether there are some.
 * @param packages the tree that is installed: npm tells a range, and not which version of it is there.
 */
export function readAudit(text: string, packages: readonly LockedPackage[]): readonly ToolAdvisory[] | undefined {
  const vulnerabilities = asObject(parseObject(text)?.['vulnerabilities']);
  if (vulnerabilities === undefined) return undefined;
  return Object.values(vulnerabilities).flatMap((value) => {
    const via = asObject(value)?.['via'];
    const causes: readonly unknown[] = Array.isArray(via) ? via : [];
    return causes.flatMap((cause) => {
      const entry = asObject(cause);
      return entry === undefined ? [] : toAdvisories(entry, packages);
    });
  });
}

function toAdvisories(entry: Json, packages: readonly LockedPackage[]): readonly ToolAdvisory[] {
  const name = asText(entry['name']) ?? '';
  const range = asText(entry['range']) ?? '';
  const weak = semverScheme.range(range);
  const versions = packages
    .filter((one) => one.name === name && weak?.covers(one.version) !== false)
    .map(({ version }) => version);
  const url = asText(entry['url']);
  const source = entry['source'];
  const title = asText(entry['title']) ?? '';
  const about = {
    package: name,
    // An address ends with the id that people know.
    id: url?.split('/').at(-1) ?? (typeof source === 'number' ? String(source) : ''),
    severity: asText(entry['severity']) ?? '',
  };
  // A package that is part of another one has no entry in the lock.
  if (versions.length === 0) return [{ ...about, version: range, title }];
  return [...new Set(versions)].map((version) => ({
    ...about,
    version,
    title: range === '' ? title : `${title} (in ${range})`,
  }));
}
