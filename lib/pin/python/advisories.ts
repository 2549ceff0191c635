import { join } from 'node:path';
import { foldedName } from '../../kernel/folded-name';
import { packagePlace } from '../../config/package-place';
import { registryUnreachable } from '../faults';
import type { LockedPackage, ToolAdvisory, ToolAudit } from '../manager';
import { asText, objectsIn, parseJson, type Json } from '../read-json';

/** Seconds for all packages of one tool; what has not answered then is not waited for. */
const patience = 30;

export interface AdvisoryCall {
  readonly manager: string;
  readonly tool: string;
  /** Every package of the tool's tree. */
  readonly packages: readonly LockedPackage[];
  /** Addresses of simple indexes with their logins; null: those of the pip that is started. */
  readonly indexes: readonly string[] | null;
}

/** Starts a python with the arguments and gives it the text on its stdin, where secrets may be; answers its stdout. */
export type StartPython = (args: readonly string[], input: string, timeoutMs: number) => Promise<string>;

/**
 * Known weaknesses of a tree of Python packages, and which of them were taken back, as the JSON interface of the client's own index tells:
 * the simple one that clients install from knows nothing of weaknesses. Several packages are asked about at once, by a script.
 * @throws `registryUnreachable` (PIN010, 504) when no index answered anything.
 */
export async function askAdvisories(call: AdvisoryCall, start: StartPython): Promise<ToolAudit> {
  const { manager, tool, packages, indexes } = call;
  const script = join(packagePlace().root, 'config', 'data', 'index-advisories.py');
  const asked = packages.map(({ name, version }) => [name, version]);
  const input = JSON.stringify({ indexes, packages: asked, seconds: patience });
  const answers = objectsIn(parseJson(await start([script], input, (patience + 30) * 1000)));
  // The tool itself is named as the user writes it.
  const nameOf = (name: string): string => (name === foldedName(tool) ? tool : name);
  const gaps = answers.flatMap((answer) => asText(answer['gap']) ?? []);
  if (asked.length === 0) gaps.push('it has no lock that names them');
  // A word on each package, or it was not told of.
  for (let index = answers.length; index < asked.length; index += 1) gaps.push('the answer cannot be read');
  const [gap] = gaps;
  if (gap !== undefined && answers.length > 0 && answers.every(({ silent }) => silent === true))
    throw registryUnreachable({ manager, tool, reason: gap });
  return {
    advisories: answers.flatMap(readAdvisories).map((one) => ({ ...one, package: nameOf(one.package) })),
    yanked: answers.flatMap(readYanked).map((one) => ({ ...one, package: nameOf(one.package) })),
    ...(gap === undefined ? {} : { gap: sayGap(gap, gaps.length, asked.length) }),
  };
}

/** One for each weakness: the same one is listed under each of its names, and those that were withdrawn are none. */
export function readAdvisories(answer: Json): readonly ToolAdvisory[] {
  const named = new Set<string>();
  return objectsIn(answer['vulnerabilities']).flatMap((entry) => {
    const id = asText(entry['id']) ?? '';
    const names = [id, ...textsIn(entry['aliases'])];
    if (asText(entry['withdrawn']) !== undefined || names.some((name) => named.has(name))) return [];
    for (const name of names) named.add(name);
    const fixed = textsIn(entry['fixed_in']);
    const title = firstSentence(asText(entry['summary']) ?? asText(entry['details']) ?? asText(entry['link']) ?? '');
    return [
      {
        package: asText(answer['name']) ?? '',
        version: asText(answer['version']) ?? '',
        id,
        // Such an index rates nothing.
        severity: '',
        title: fixed.length === 0 ? title : `${title} (fixed in ${fixed.join(', ')})`,
      },
    ];
  });
}

function readYanked(answer: Json): ToolAudit['yanked'] {
  if (answer['yanked'] !== true) return [];
  const text = asText(answer['yanked_reason']) ?? 'without a reason';
  return [{ package: asText(answer['name']) ?? '', version: asText(answer['version']) ?? '', text }];
}

function sayGap(first: string, gaps: number, of: number): string {
  const what = gaps >= of ? 'its packages' : `${gaps} of its ${of} packages`;
  return `the index knows nothing of weaknesses of ${what}: ${first}`;
}

function firstSentence(text: string): string {
  const [line = ''] = text.trim().split(/(?<=\.)\s|\n/, 1);
  return line.slice(0, 200);
}

function textsIn(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((one) => asText(one) ?? []);
}
