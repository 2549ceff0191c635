import { dirname, join } from 'node:path';
import type { Config, OwnedPaths } from '../config';
import { dropBlock } from '../system/blocks';
import type { System } from '../system/port';
import { loadVariables } from './catalogue';
import { pathPlaces } from './path-places';
import { planVariables, type LeftVariable } from './plan';
import { readWritten, renderVariables, scopeFiles, setsVariable, type ScopeFile } from './scope';

export interface CentralizeReport {
  readonly central: string;
  readonly set: readonly { readonly name: string; readonly value: string; readonly tool: string }[];
  readonly left: readonly LeftVariable[];
  /** Files that carry the variables. */
  readonly files: readonly string[];
}

/** Points the cache variables of the tools on this machine to the central folder, for this user, in files that are the user's own. */
export function applyVariables(system: System, config: Config, paths: OwnedPaths): CentralizeReport {
  const { files, environment, processes } = system;
  const places = scopeFiles(system, paths);
  const around = places.map(({ block }) => ({ path: block.path, text: textAround(system, block.path, block.id) }));
  const written = readWritten(system, places);
  const plan = planVariables({
    config: config.centralize,
    variables: loadVariables(files),
    central: paths.central,
    os: system.machine.os,
    isInstalled: (program) => processes.which(program) !== undefined,
    ownSource: (name, ours) => {
      const profile = around.find(({ text }) => setsVariable(text, name));
      if (profile !== undefined) return profile.path;
      const value = environment.get(name);
      // A value that our own block gave to the shell we run in is not the user's, even when the central folder has moved since.
      const isOurs = value === undefined || value === ours || value === written.get(name) || isNpmsOwn(system, name);
      return isOurs ? undefined : `in the environment: ${value}`;
    },
  });
  if (plan.set.length === 0) {
    removeBlocks(system, places);
  } else {
    for (const { folder } of plan.set) if (folder !== null) files.makeFolder(folder, 0o700);
    for (const { block, syntax } of places) environment.writeBlock(block, renderVariables(plan.set, syntax));
  }
  return {
    central: paths.central,
    set: plan.set.map(({ name, value, tool }) => ({ name, value, tool })),
    left: plan.left,
    files: plan.set.length === 0 ? [] : places.map(({ block }) => block.path),
  };
}

/** Takes our blocks away everywhere. The central folder and what lies in it stay. */
export function revertVariables(system: System, paths: OwnedPaths): { readonly files: readonly string[] } {
  const places = [...scopeFiles(system, paths), ...pathPlaces(system, paths).places];
  return { files: [...new Set(removeBlocks(system, places))] };
}

/** Takes our block out of every file that carries it; a folder that is empty with that goes too, as we made it for the file. */
export function removeBlocks({ environment, files, machine }: System, places: readonly ScopeFile[]): readonly string[] {
  const carrying = places.filter(({ block }) => environment.readBlock(block) !== undefined);
  for (const { block } of carrying) {
    environment.removeBlock(block);
    const folder = dirname(block.path);
    if (folder !== machine.home && files.stat(folder)?.kind === 'folder' && files.list(folder).length === 0)
      files.remove(folder);
  }
  return carrying.map(({ block }) => block.path);
}

function textAround({ files }: System, path: string, id: string): string {
  return files.stat(path) === undefined ? '' : dropBlock(files.readText(path), id);
}

/** Run through npm or npx, we see its whole config as variables; the cache at its usual place is nothing the user has set. */
function isNpmsOwn({ environment, machine }: System, name: string): boolean {
  const value = environment.get(name);
  return (
    name === 'npm_config_cache' && environment.get('npm_execpath') !== undefined && value === join(machine.home, '.npm')
  );
}
