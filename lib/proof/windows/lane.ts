import { join } from 'node:path';
import type { System } from '../../system/port';
import { writeErr } from '../../system/terminal';
import { laneMissing, recordStale, testsFailed } from '../faults';
import { coverageFolder, readResult, type SuiteResult } from '../jest';
import { repositoryRoot } from '../repository';
import { readRecord, readSuites, recordFile, seenParts, type SeenSuite } from './record';
import { endWine, prepareWine, runUnderWine, toWindows, windowsNode, type Wine } from './wine';

const suite = 'windows';
/** Longer than the lane ever took, short enough for a CI: a hang under Wine ends by nothing else. */
const limitMs = 600_000;

export type LaneEnd =
  | { readonly kind: 'ran'; readonly result: SuiteResult; readonly wine: string }
  | { readonly kind: 'absent'; readonly reason: string };

/**
 * Runs `tests/windows` and the unit suites of the record on a real node.exe under Wine. With `record` every unit suite is tried, and what
 * passed becomes the record.
 * @throws `laneMissing` (PRF004, 503) without Wine where `CI` is set, `testsFailed` (PRF002), `recordStale` (PRF005).
 */
export async function runWindowsLane(system: System, record: boolean, signal: AbortSignal): Promise<LaneEnd> {
  const output = join(coverageFolder(), suite, 'results.json');
  if (system.files.stat(output) !== undefined) system.files.remove(output);
  const folder = join(coverageFolder(), suite);
  system.files.makeFolder(folder);
  // One prefix, one lane at a time: ending ours would end another's.
  const lock = await system.locks.acquire({
    folder,
    name: suite,
    waitMs: 600_000,
    purpose: 'Test.Windows',
    signal,
  });
  try {
    const wine = await prepareWine(system, signal);
    if (typeof wine !== 'string') return await runOn(system, wine, { output, record, signal });
    const onCi = (system.environment.get('CI') ?? '') !== '';
    if (onCi && system.machine.os === 'linux') throw laneMissing({ reason: wine });
    return { kind: 'absent', reason: wine };
  } finally {
    lock.release();
  }
}

interface LaneRun {
  readonly output: string;
  readonly record: boolean;
  readonly signal: AbortSignal;
}

async function runOn(system: System, wine: Wine, { output, record, signal }: LaneRun): Promise<LaneEnd> {
  const known = readRecord(system.files);
  // Between two programs the server would end, and start again for a second.
  await runUnderWine(system, wine, ['-p60'], { signal, timeoutMs: 20_000, program: 'wineserver64' });
  try {
    const own = testFiles(system, 'tests/windows');
    const paths = record ? own : [...own, ...known.suites];
    const { status, stderr } = await runJest(system, wine, { paths, output, limitMs, signal });
    writeErr(stderr);
    const result = readResult(system, suite, output);
    if (status !== 0 || result.failed > 0 || result.passed === 0) throw testsFailed(result);
    const parts = seenParts(suitesOf(system, output));
    if (record) {
      const suites = await tryUnitSuites(system, wine, signal);
      const seen = { node: windowsNode, wine: wine.version, parts, suites };
      system.files.write(recordFile(), `${JSON.stringify(seen, null, 2)}\n`, { mode: 0o644 });
    } else if (known.node !== windowsNode || known.parts.join('\n') !== parts.join('\n')) throw recordStale({});
    return { kind: 'ran', result, wine: wine.version };
  } finally {
    await endWine(system, wine);
  }
}

/** Tries the unit suites room by room; one that hangs costs its room, and no more. */
async function tryUnitSuites(system: System, wine: Wine, signal: AbortSignal): Promise<readonly string[]> {
  const rooms = new Map<string, string[]>();
  for (const path of testFiles(system, 'tests/unit')) {
    const room = path.split('/').slice(0, -1).join('/');
    rooms.set(room, [...(rooms.get(room) ?? []), path]);
  }
  const passed: string[] = [];
  for (const [room, paths] of rooms) {
    const output = join(coverageFolder(), suite, `${room.replaceAll('/', '.')}.json`);
    if (system.files.stat(output) !== undefined) system.files.remove(output);
    await runJest(system, wine, { paths, output, limitMs: 150_000, signal });
    if (system.files.stat(output) === undefined) {
      writeErr(`warning: ${room} did not end under Wine\n`);
      await endWine(system, wine);
    } else passed.push(...suitesOf(system, output).filter((one) => one.passed).map(({ path }) => path)); // prettier-ignore
  }
  return passed.sort();
}

interface JestRun {
  readonly paths: readonly string[];
  readonly output: string;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

async function runJest(
  system: System,
  wine: Wine,
  { paths, output, limitMs: timeoutMs, signal }: JestRun,
): Promise<{ readonly status: number | null; readonly stderr: string }> {
  const env = { ...wine.env, CLISTACK_TEST_WINDOWS: '1', NODE_NO_WARNINGS: '1' };
  const jest = 'node_modules/jest/bin/jest.js';
  const options = ['-i', '--ci', '--forceExit', '--json', `--outputFile=${toWindows(output)}`];
  const places = ['--cacheDirectory', 'C:\\jest-cache', '--selectProjects', 'windows', 'unit'];
  const words = [jest, ...options, ...places, '--runTestsByPath', ...paths];
  return runUnderWine(system, { env }, [wine.node, ...words], { signal, timeoutMs });
}

function suitesOf({ files }: System, output: string): readonly SeenSuite[] {
  return readSuites(files.readText(output), repositoryRoot());
}

/** Test files below a folder, by path from the root. */
function testFiles(system: System, folder: string): readonly string[] {
  return [...system.walk(join(repositoryRoot(), folder))]
    .filter(({ kind, name }) => kind === 'file' && name.endsWith('.test.ts'))
    .map(({ path }) => path.slice(repositoryRoot().length + 1));
}
