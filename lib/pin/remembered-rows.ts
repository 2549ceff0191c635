import { isAbsolute, join, sep } from 'node:path';
import { noteLooks } from '../system/noting';
import type { System } from '../system/port';
import { comparePins, type PinRow } from './compare';
import { readPinFacts } from './facts';
import { lockPath } from './lock-file';
import type { ManagerWorld } from './manager';
import { asText, asObject, parseObject } from './read-json';

const memoryName = 'pins-seen.json';
/** Clocks of file systems tick in steps, and a change within one leaves no trace. */
const racyMs = 2000;

interface Memory {
  /** What the rows depend on beside files. */
  readonly asked: string;
  /** Those below the tools without that beginning. */
  readonly paths: readonly string[];
  /** Of what the paths led to then, a blank after each. */
  readonly stamps: string;
  readonly rows: readonly PinRow[];
}

/**
 * `comparePins` of now. A hundred tools are some two thousand looks into their projects; that none of the files changed since the last time
 * is told by one stamp of each, and then the rows are those of the last time. Nothing else is taken on trust: what changed in any way is
 * read again, whole. @param version of our code, which may read the same files otherwise tomorrow.
 * @throws as `readPinFacts` and `comparePins`.
 */
export function compareRemembered(
  world: ManagerWorld,
  version: string,
  load: (path: string) => unknown,
): readonly PinRow[] {
  const { system, paths, config, dryRun } = world;
  const file = join(paths.state, memoryName);
  const asked = JSON.stringify([version, paths.tools, lockPath(system, paths), config.tools, config.pins]);
  const known = readMemory(system, file);
  const tools = `${paths.tools}${sep}`;
  if (known?.asked === asked && stampsOf(system, tools, known.paths) === known.stamps) return known.rows;
  // Of before the first look: what changed since then was perhaps read as it was.
  const began = system.clock.now();
  const noting = noteLooks(system);
  const rows = comparePins(readPinFacts({ ...world, system: noting.system }, load).facts);
  const looked = [...noting.paths].map((path) => (path.startsWith(tools) ? path.slice(tools.length) : path));
  const stamps = stampsOf(system, tools, looked);
  if (!dryRun && isSettled(stamps, began)) {
    const memory: Memory = { asked, paths: looked, stamps, rows };
    system.files.makeFolder(paths.state, 0o700);
    // Nothing is lost with it but the time to look again.
    system.files.write(file, JSON.stringify(memory), { mode: 0o600, durable: false });
  }
  return rows;
}

function stampsOf({ files }: Pick<System, 'files'>, tools: string, paths: readonly string[]): string {
  let stamps = '';
  for (const path of paths) stamps += `${files.stamp(isAbsolute(path) ? path : tools + path) ?? ''} `;
  return stamps;
}

/** False while something is so young that a change of it could go unseen. */
function isSettled(stamps: string, now: number): boolean {
  return stamps
    .split(' ')
    .every((stamp) => stamp === '' || Number(stamp.slice(stamp.lastIndexOf(':') + 1)) < now - racyMs);
}

/** A memory that is damaged is none. */
function readMemory({ files }: System, file: string): Memory | undefined {
  if (files.stat(file) === undefined) return undefined;
  const memory = parseObject(files.readText(file));
  const asked = asText(memory?.['asked']);
  const stamps = asText(memory?.['stamps']);
  const [paths, rows]: readonly unknown[] = [memory?.['paths'], memory?.['rows']];
  if (asked === undefined || stamps === undefined || !Array.isArray(paths) || !Array.isArray(rows)) return undefined;
  const whole = paths.every((path) => typeof path === 'string') && rows.every(isRow);
  return whole ? { asked, stamps, paths, rows } : undefined;
}

function isRow(value: unknown): value is PinRow {
  const row = asObject(value);
  return ['manager', 'tool', 'action'].every((key) => typeof row?.[key] === 'string');
}
