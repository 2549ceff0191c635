import type { CoverageMapData, FileCoverageData } from 'istanbul-lib-coverage';
import { dirname, join, relative } from 'node:path';
import type { System } from '../system/port';
import { countCode } from './counted-code';
import { coverageFolder } from './jest';
import { repositoryRoot } from './repository';

/** Parts of the package that a door needs beside the compiled code. */
const parts = ['bin', 'config', 'schema', 'package.json', 'node_modules', 'tsconfig.json'];

/**
 * A copy of the built package whose code counts what it runs. Typed commands of the tests start it, so child processes are part of
 * the coverage. Everything but the compiled code is linked, not copied.
 */
export async function instrumentPackage(
  system: System,
  signal: AbortSignal,
): Promise<{ readonly root: string; readonly counts: string; readonly hook: string }> {
  const { files, links } = system;
  const root = join(coverageFolder(), 'package');
  const counts = join(coverageFolder(), 'counts');
  for (const folder of [root, counts]) if (files.stat(folder) !== undefined) files.removeTree(folder);
  files.makeFolder(root);
  files.makeFolder(counts);
  for (const part of parts) {
    const source = join(repositoryRoot(), part);
    // bin and package.json are found by their own place, so they have to lie here themselves.
    if (files.stat(source)?.kind === 'file') files.write(join(root, part), files.read(source), { mode: 0o644 });
    else if (part === 'bin') copyTree(system, source, join(root, part));
    else links.make(join(root, part), source);
  }
  // The same as ours without the compiler, which takes four fifths of a start. With it there are the tests of a checkout, of an installed package
  // and of a user's own config.
  files.write(join(root, 'just.config.js'), "require('./bin/just-door').bind();\n", { mode: 0o644 });
  const about = instrumentTree(system, join(repositoryRoot(), 'dist'), join(root, 'dist'));
  files.write(placesFile(), JSON.stringify(about), { mode: 0o644 });
  // A script of the build, plain JavaScript: both doors load the one file it makes.
  const { bundle } = require(join(repositoryRoot(), 'scripts', 'bundle.js')) as {
    readonly bundle: (dist: string) => void;
  };
  bundle(join(root, 'dist'));
  await keepCompiled(system, root, signal);
  const hook = join(root, 'count.js');
  files.write(hook, hookText(counts), { mode: 0o644 });
  return { root, counts, hook };
}

function copyTree({ files, walk }: System, from: string, to: string): void {
  files.makeFolder(to);
  for (const { path, kind } of walk(from)) {
    const copy = join(to, relative(from, path));
    if (kind === 'folder') files.makeFolder(copy);
    else if (kind === 'file') files.write(copy, files.read(path), { mode: files.stat(path)?.mode ?? 0o644 });
  }
}

/** Where the counts of each file belong; they are added up without it. */
export function placesFile(): string {
  return join(coverageFolder(), 'places.json');
}

function instrumentTree({ files, walk }: System, from: string, to: string): CoverageMapData {
  const { createInstrumenter } = require('istanbul-lib-instrument') as typeof import('istanbul-lib-instrument');
  const instrumenter = createInstrumenter({ esModules: false, compact: true, produceSourceMap: false });
  const places: Record<string, FileCoverageData> = {};
  for (const { path, kind, name } of walk(from)) {
    if (kind !== 'file' || name.endsWith('.d.ts') || name.startsWith('bundle')) continue;
    const copy = join(to, relative(from, path));
    files.makeFolder(dirname(copy));
    const text = files.readText(path);
    const map = `${path}.map`;
    if (!name.endsWith('.js') || files.stat(map) === undefined) {
      files.write(copy, text, { mode: 0o644 });
      continue;
    }
    // The map is the one tsc wrote beside the file.
    const { code, about } = countCode(instrumenter, text, path, JSON.parse(files.readText(map)) as object);
    places[path] = about;
    files.write(copy, code, { mode: 0o644 });
  }
  return places;
}

/** As the build does: most of what a start takes is V8 reading a text that is larger than the one that users have. */
async function keepCompiled({ files, processes, scratch }: System, root: string, signal: AbortSignal): Promise<void> {
  const script = join(root, 'scripts', 'keep-compiled.js');
  files.makeFolder(dirname(script));
  // It looks for the package from its own place.
  files.write(script, files.read(join(repositoryRoot(), 'scripts', 'keep-compiled.js')), { mode: 0o644 });
  await scratch((home) => processes.run(process.execPath, [script, 'keep', 'bundle', home], { signal }));
}

function hookText(counts: string): string {
  return `'use strict';
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
process.on('exit', () => {
  if (globalThis.__coverage__ === undefined) return;
  const name = process.pid + '-' + process.hrtime.bigint() + '.json';
  try { writeFileSync(join(${JSON.stringify(counts)}, name), JSON.stringify(globalThis.__coverage__)); } catch {}
});
`;
}
