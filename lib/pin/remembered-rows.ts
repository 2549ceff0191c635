import { isAbsolute, join, sep } from 'node:path';
import { isStackError } from '../kernel/fault';
import { noteLooks } from '../system/noting';
import type { System } from '../system/port';
import type { Stamp } from '../system/ports/files';
import { withSystem } from '../system/with-system';
import { comparePins, pinActions, type PinFacts, type PinRow } from './compare';
import { readPinFacts } from './facts';
import { inspectFiles } from './inspect-files';
import { lockPath } from './lock-file';
import type { ManagerWorld } from './manager';
import { asText, asObject, parseObject } from './read-json';
import { readOr } from './read-or';

const memoryName = 'pins-seen.json';
/** Clocks of file systems tick in steps, and a change within one leaves no trace. */
const racyMs = 2000;

/** What no change shows is believed for so long. */
const goodForMs = 86_400_000;

interface Memory {
  /** When the rows were read. */
  readonly at: number;
  /** What the rows depend on beside files. */
  readonly asked: string;
  /** Those below the tools without that beginning. */
  readonly paths: readonly string[];
  /** Of what the paths led to then, as many numbers for each: a text would take as long to make as to look. */
  readonly stamps: readonly number[];
  readonly rows: readonly PinRow[];
}

export interface RememberedOptions {
  /** Of our code, which may read the same files otherwise tomorrow. */
  readonly version: string;
  /** Reads everything again, and looks at each file. */
  readonly fresh: boolean;
}

/**
 * `comparePins` of now. A hundred tools are some ten thousand looks into their projects; that nothing changed since the last time is told by
 * one stamp of each file and folder, one for all the dependencies in a folder (`Manager.holderOf`), and then the rows are those of the last
 * time. What changed in any way is read again, whole, and so is everything after a day.
 * @throws as `readPinFacts` and `comparePins`.
 */
export function compareRemembered(
  world: ManagerWorld,
  { version, fresh }: RememberedOptions,
  load: (path: string) => unknown,
): readonly PinRow[] {
  const { system, paths, config, dryRun } = world;
  const file = join(paths.state, memoryName);
  const asked = JSON.stringify([version, paths.tools, lockPath(system, paths), config.tools, config.pins]);
  const tools = `${paths.tools}${sep}`;
  // Of before the first look: what changed since then was perhaps read as it was.
  const now = system.clock.now();
  const known = fresh ? undefined : readMemory(system, file);
  if (known?.asked === asked && Math.abs(now - known.at) < goodForMs && isUnchanged(system, tools, known))
    return known.rows;
  const noting = noteLooks(system);
  const { facts } = readPinFacts(withSystem(world, noting.system), load);
  const rows = comparePins(facts);
  const looked = [...new Set([...noting.paths].map((path) => holderOf(facts, path)))];
  const stamps = looked.map((path) => stampOf(system, path));
  // What is so young that a change of it could go unseen is not remembered.
  if (!dryRun && stamps.every(({ ctimeMs }) => ctimeMs < now - racyMs)) {
    const below = looked.map((path) => (path.startsWith(tools) ? path.slice(tools.length) : path));
    const memory: Memory = { at: now, asked, paths: below, stamps: stamps.flatMap(numbersOf), rows };
    writeMemory(system, paths.state, file, memory);
  }
  return fresh ? inspectFiles(facts, rows) : rows;
}

/** What stands for a path: its manager knows. */
function holderOf({ world, managers }: PinFacts, path: string): string {
  const manager = managers.find(({ name }) => path.startsWith(join(world.paths.tools, name, sep)));
  return manager?.holderOf?.(world, path) ?? path;
}

/** What a stamp consists of, in the order of the memory; `absent` where there is nothing. */
const numbersOf = ({ dev, ino, size, mtimeMs, ctimeMs }: Stamp): readonly number[] => [
  dev,
  ino,
  size,
  mtimeMs,
  ctimeMs,
];
const absent: Stamp = { dev: -1, ino: -1, size: -1, mtimeMs: -1, ctimeMs: -1 };

/** A path into a folder that is closed to us has nothing to tell, until it is opened. */
function stampOf({ files }: System, path: string): Stamp {
  return (
    readOr(
      () => files.stamp(path),
      () => undefined,
    ) ?? absent
  );
}

function isUnchanged(system: System, tools: string, { paths, stamps }: Memory): boolean {
  let at = 0;
  for (const path of paths) {
    const { dev, ino, size, mtimeMs, ctimeMs } = stampOf(system, isAbsolute(path) ? path : tools + path);
    if (dev !== stamps[at] || ino !== stamps[at + 1] || size !== stamps[at + 2]) return false;
    if (mtimeMs !== stamps[at + 3] || ctimeMs !== stamps[at + 4]) return false;
    at += 5;
  }
  return true;
}

/** Nothing is lost with it but the time to look again. */
function writeMemory({ files }: System, folder: string, file: string, memory: Memory): void {
  try {
    files.makeFolder(folder, 0o700);
    files.write(file, JSON.stringify(memory), { mode: 0o600, durable: false });
  } catch (error) {
    if (!isStackError(error)) throw error;
  }
}

function readText({ files }: System, file: string): string {
  return readOr(
    () => (files.stat(file) === undefined ? '' : files.readText(file)),
    () => '',
  );
}

/** A memory that is damaged, or cannot be read, is none. */
function readMemory(system: System, file: string): Memory | undefined {
  const memory = parseObject(readText(system, file));
  const asked = asText(memory?.['asked']);
  const { at, paths, stamps, rows } = memory ?? {};
  if (
    asked === undefined ||
    typeof at !== 'number' ||
    !Array.isArray(paths) ||
    !Array.isArray(stamps) ||
    !Array.isArray(rows)
  )
    return undefined;
  // Stamps that are no numbers are those of nothing, and too few of them as well.
  const whole = paths.every((path) => typeof path === 'string') && rows.every(isRow);
  return whole ? { at, asked, paths, stamps, rows } : undefined;
}

function isRow(value: unknown): value is PinRow {
  const row = asObject(value);
  const isAction = pinActions.some((action) => action === row?.['action']);
  return isAction && ['manager', 'tool'].every((key) => typeof row?.[key] === 'string');
}
