import { join } from 'node:path';
import type { FileWriter } from '../../system/ports/files';
import type { Links } from '../../system/ports/links';
import type { LockedTree } from '../manager';
import { likelyProgram } from '../pretended-tree';
import { asObject, parseObject, type Json } from '../read-json';
import { binsOf } from './bins';
import { readPackages } from './package-lock';

/** The lock of a tree that no registry was asked for: the tool alone. Its programs are not told, so one is taken for granted. */
export function pretendedLock(tool: string, version: string): string {
  const packages = { [`node_modules/${tool}`]: { version, bin: { [likelyProgram(tool)]: 'cli.js' } } };
  return `${JSON.stringify({ packages }, null, 2)}\n`;
}

/** What npm would leave in a private project, for a dry run: every package with its version, and the programs of the tool as its lock has them. */
export function imaginePackages(
  files: FileWriter,
  links: Links,
  folder: string,
  { tool, version, file }: LockedTree,
): void {
  const lock = readPackages(file) === undefined ? pretendedLock(tool, version) : file;
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
