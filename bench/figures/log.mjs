import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, work } from '../place.mjs';
import { mean, spread } from '../rounds.mjs';

export const title = 'The log';

const lines = 40_000;

/** CPU microseconds of one line. */
function perLine(write) {
  const before = process.cpuUsage();
  write();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / lines;
}

/** The lines of tasks as the engine logs them, against one plain write for each of the same lines. */
function measure() {
  const open = createRequire(import.meta.url);
  const { createBuffer, createDailyFile, createLogs, createRedactor } = open(
    join(root, 'dist', 'lib', 'log', 'index.js'),
  );
  const { createRealSystem } = open(join(root, 'dist', 'lib', 'system', 'real.js'));
  const system = createRealSystem();
  const folder = join(work, 'log');
  mkdirSync(folder);
  const rules = { folder, keepDays: 30, maxBytes: 4096 * 1024 * 1024 };
  const degrade = (reason) => {
    throw new Error(reason);
  };
  const sink = createBuffer(createDailyFile({ system, rules, degrade, onNewFile: () => undefined }));
  const startMs = system.clock.monotonic();
  const { forTask } = createLogs({
    sink,
    level: 'info',
    facts: { host: 'host', username: 'username', corr_id: system.randomness.id() },
    now: () => system.clock.now(),
    elapsed: () => system.clock.monotonic() - startMs,
    redact: createRedactor().value,
    onRecord: () => undefined,
  });
  const ours = () => {
    for (let index = 0; index < lines / 2; index += 1) {
      const log = forTask(`Some.Task${index % 50}`);
      log.info('started', { event: 'started' });
      log.info('succeeded', { event: 'finished', state: 'succeeded', status: 0, duration_ms: 0.123 });
    }
    sink.flush();
  };
  ours();
  const [name] = readdirSync(folder);
  const texts = readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .slice(0, 1000)
    .map((line) => `${line}\n`);
  const file = openSync(join(folder, 'plain'), 'a');
  const plain = () => {
    for (let index = 0; index < lines; index += 1) writeSync(file, texts[index % texts.length]);
  };
  plain();
  const pairs = Array.from({ length: 11 }, () => ({ ours: perLine(ours), plain: perLine(plain) }));
  sink.close();
  closeSync(file);
  rmSync(folder, { recursive: true });
  const detail = `${mean(pairs.map((pair) => pair.ours)).toFixed(2)} µs / ${mean(pairs.map((pair) => pair.plain)).toFixed(2)} µs`;
  return { ...spread(pairs.map((pair) => pair.ours - pair.plain)), detail };
}

export const figures = [
  { name: 'a line of the log, CPU above a plain write of the same line', goal: 5, unit: 'µs', measure },
];
