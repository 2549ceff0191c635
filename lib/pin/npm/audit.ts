import { isStackError } from '../../kernel/fault';
import { installFailed, unknownTool } from '../faults';
import type { ManagerWorld, ToolAdvisory, ToolAudit } from '../manager';
import { asObject, asText, parseObject, type Json } from '../read-json';
import { callNpm } from './call';

const lookMs = 120_000;

/** Known weaknesses of all packages of a private project, as the registry that npm is configured for knows them. */
export async function auditProject(world: ManagerWorld, tool: string, project: string): Promise<ToolAudit> {
  // That something was found is an answer and no failure.
  const args = ['audit', '--json', '--audit-level=none'];
  try {
    const cwd = world.system.files.realPath(project) ?? project;
    return { advisories: readAudit(await callNpm(world, tool, args, { cwd, timeoutMs: lookMs })), yanked: [] };
  } catch (error) {
    if (!isStackError(error) || ![installFailed.page.code, unknownTool.page.code].includes(error.code)) throw error;
    const gap = `the registry of npm knows nothing of weaknesses: ${String(error.data['reason'])}`;
    return { advisories: [], yanked: [], gap };
  }
}

/** One entry for each weakness of each package; a package that is only weak through another one is not named again. */
export function readAudit(text: string): readonly ToolAdvisory[] {
  const vulnerabilities = asObject(parseObject(text)?.['vulnerabilities']) ?? {};
  return Object.values(vulnerabilities).flatMap((value) => {
    const via = asObject(value)?.['via'];
    const causes: readonly unknown[] = Array.isArray(via) ? via : [];
    return causes.flatMap((cause) => {
      const entry = asObject(cause);
      return entry === undefined ? [] : [toAdvisory(entry)];
    });
  });
}

function toAdvisory(entry: Json): ToolAdvisory {
  const url = asText(entry['url']);
  const source = entry['source'];
  return {
    package: asText(entry['name']) ?? '',
    version: asText(entry['range']) ?? '',
    // An address ends with the id that people know.
    id: url?.split('/').at(-1) ?? (typeof source === 'number' ? String(source) : ''),
    severity: asText(entry['severity']) ?? '',
    title: asText(entry['title']) ?? '',
  };
}
