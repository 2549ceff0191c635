import { join } from 'node:path';
import type { FileWriter } from '../../system/ports/files';
import type { Links } from '../../system/ports/links';
import type { LockedTree, ManagerWorld } from '../manager';
import { likelyProgram, pretendedTree } from '../pretended-tree';
import { asObject, parseObject, type Json } from '../read-json';
import { textInProject } from '../read-project';
import { binsOf } from './bins';
import { readPackages } from './package-lock';

/**
 * A tree that no registry was asked for: the tool alone. Its programs are not told, so those of the version that is there are taken for granted,
 * else one like the tool.
 */
export function pretendedPackage(world: ManagerWorld, tool: string, version: string): LockedTree {
  const key = `node_modules/${tool}`;
  const bin = installedBin(world, tool) ?? { [likelyProgram(tool)]: 'cli.js' };
  const file = `${JSON.stringify({ packages: { [key]: { version, bin } } }, null, 2)}\n`;
  return pretendedTree(tool, version, key, () => file);
}

function installedBin(world: ManagerWorld, tool: string): Json | undefined {
  const text = textInProject(world, 'npm', tool, join('node_modules', ...tool.split('/'), 'package.json'));
  const bins = binsOf(tool, parseObject(text ?? '')?.['bin']);
  return bins.size === 0 ? undefined : Object.fromEntries(bins);
}

/** What npm would leave in a private project, for a dry run: every package with its version, and the programs of the tool as its lock has them. */
export function imaginePackages(
  files: FileWriter,
  links: Links,
  folder: string,
  { tool, file: lock }: LockedTree,
): void {
  const put = (path: string, content: string, mode = 0o644): void => {
    files.write(join(folder, path), content, { mode });
  };
  for (const { key, name, version: own } of readPackages(lock) ?? []) {
    files.makeFolder(join(folder, key));
    const manifest = { name, version: own, ...(key === `node_modules/${tool}` ? { bin: binOf(lock, key) } : {}) };
    put(join(key, 'package.json'), JSON.stringify(manifest));
  }
  files.makeFolder(join(folder, 'node_modules', '.bin'));
  for (const [name, target] of binsOf(tool, binOf(lock, `node_modules/${tool}`))) {
    const program = join('node_modules', ...tool.split('/'), target);
    files.makeFolder(join(folder, program, '..'));
    put(program, '', 0o755);
    links.make(join(folder, 'node_modules', '.bin', name), join('..', ...tool.split('/'), target));
    // On Windows npm puts one beside.
    put(join('node_modules', '.bin', `${name}.cmd`), '', 0o755);
  }
  put('package-lock.json', lock);
}

function binOf(lock: string, key: string): Json | string {
  const bin = asObject(asObject(parseObject(lock)?.['packages'])?.[key])?.['bin'];
  return typeof bin === 'string' ? bin : (asObject(bin) ?? {});
}
