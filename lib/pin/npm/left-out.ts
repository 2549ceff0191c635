import { join } from 'node:path';
import type { System } from '../../system/port';
import { semverScheme } from '../../versions';
import type { InstallRequest, ManagerWorld } from '../manager';
import { asObject, asText, parseObject, type Json } from '../read-json';
import { readOr } from '../read-or';
import { callNpm } from './call';

/** Keys of optional packages that npm had a reason of its own to leave out when it made the project, a line each. Absent where it had none. */
const leftOutName = 'left-out.txt';

/** What npm says that it runs on; nothing where it says nothing that we can read. */
interface Engines {
  readonly node?: string | undefined;
  readonly npm?: string | undefined;
}

export function readLeftOut({ files }: System, root: string): ReadonlySet<string> {
  const path = join(root, leftOutName);
  const text = readOr(
    () => (files.stat(path) === undefined ? '' : files.readText(path)),
    // What cannot be read excuses nothing.
    () => '',
  );
  return new Set(text.split(/\r?\n/));
}

/**
 * Notes which of the packages that a fresh project lacks npm left out for the Node or npm that it runs on. It is npm who decides by them, and
 * the Node that runs it need not be ours, so it is asked now and never again: a later look at the project starts nothing, and may find another
 * Node on the PATH.
 * @throws as `callNpm`.
 */
export async function noteMisfits(
  world: ManagerWorld,
  folder: string,
  { tool, timeoutMs }: Pick<InstallRequest, 'tool' | 'timeoutMs'>,
  lacking: Readonly<Record<string, Json>>,
): Promise<void> {
  const doubtful = Object.entries(lacking).filter(([, fields]) => fields['optional'] === true && namesEngines(fields));
  if (doubtful.length === 0) return;
  const engines = await enginesOf(world, folder, tool, timeoutMs);
  const left = doubtful.filter(([, fields]) => !fitsEngines(fields, engines));
  noteLeftOut(
    world.system,
    folder,
    left.map(([key]) => key),
  );
}

/** Adds to what is noted of a project. */
export function noteLeftOut(system: System, folder: string, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const known = [...readLeftOut(system, folder)].filter((key) => key !== '');
  system.files.write(join(folder, leftOutName), [...known, ...keys].map((key) => `${key}\n`).join(''), { mode: 0o600 });
}

async function enginesOf(world: ManagerWorld, cwd: string, tool: string, timeoutMs: number): Promise<Engines> {
  const said = parseObject(await callNpm(world, tool, ['version', '--json'], { cwd, timeoutMs }));
  return { node: asText(said?.['node']), npm: asText(said?.['npm']) };
}

function namesEngines({ engines }: Json): boolean {
  const { node = '*', npm = '*' } = asObject(engines) ?? {};
  return [node, npm].some((range) => !['', '*', 'x', '>=0', '>=0.0.0'].includes(asText(range) ?? ''));
}

/** As npm judges it: a prerelease is as good as its release, and a range that nobody can read fits nothing. */
function fitsEngines({ engines }: Json, own: Engines): boolean {
  const wanted = asObject(engines) ?? {};
  return (['node', 'npm'] as const).every((name) => {
    const [range, version] = [asText(wanted[name]), own[name]];
    if (range === undefined) return true;
    return version !== undefined && semverScheme.range(range)?.covers(version) === true;
  });
}
