import { foldedName } from '../../kernel/folded-name';
import { fromHex, toHex } from '../integrity';
import type { LockedPackage, LockedTree } from '../manager';

/** A requirements file with the hashes that are allowed for each package; where each was found stands before it. */
export function renderRequirements(packages: readonly LockedPackage[]): string {
  return packages
    .map(({ name, version, integrity, source }) => {
      const from = source !== undefined && /^\S+$/.test(source) ? `# ${source}\n` : '';
      const lines = [`${name}==${version}`, ...integrity.map((hash) => `    --hash=${toHex(hash)}`)];
      return `${from}${lines.join(' \\\n')}\n`;
    })
    .join('');
}

/** The packages that a requirements file fixes: lines of `name==version`, with hashes; everything else in it is left out. */
export function readRequirements(text: string): readonly LockedPackage[] {
  const lines = text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/);
  return lines
    .flatMap((line, index): readonly LockedPackage[] => {
      const [, name, version] = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*==\s*([^\s;\\]+)/.exec(line) ?? [];
      if (name === undefined || version === undefined) return [];
      const integrity = [...line.matchAll(/--hash=(sha\d+):([0-9a-f]+)/g)].map(([, kind = '', hex = '']) =>
        fromHex(kind, hex),
      );
      const key = foldedName(name);
      const [, source] = /^# (\S+:\/\/\S+)$/.exec(lines[index - 1] ?? '') ?? [];
      return [{ key, name: key, version, integrity: integrity.sort(), ...(source === undefined ? {} : { source }) }];
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The tree that a requirements file fixes for one tool; undefined when the tool is not in it. */
export function readRequiredTree(text: string, tool: string): LockedTree | undefined {
  const packages = readRequirements(text);
  const root = packages.find(({ key }) => key === foldedName(tool));
  return root === undefined ? undefined : { tool, version: root.version, packages, file: text };
}
