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

/** The log of a run as the engine opens it, to which nobody else listens. */
function openLog(folder, secrets) {
  const open = createRequire(import.meta.url);
  const { createRedactor } = open(join(root, 'dist', 'lib', 'log', 'index.js'));
  const { openRunLog } = open(join(root, 'dist', 'lib', 'run', 'run-log.js'));
  const { createRealSystem } = open(join(root, 'dist', 'lib', 'system', 'real.js'));
  const system = createRealSystem();
  const redactor = createRedactor();
  for (const secret of secrets) redactor.add(secret);
  return openRunLog({
    system,
    loaded: {
      config: { logs: { keepDays: 30, maxMegabytes: 4096, level: 'info' } },
      paths: { logs: folder, runs: folder },
    },
    corrId: system.randomness.id(),
    redactor,
    dryRun: false,
    startMs: system.clock.monotonic(),
    debug: false,
    onRecord: () => undefined,
    listens: () => false,
  });
}

/** How the engine tells of the end of a task. A line that goes another way than it says is not what is measured. */
function end(log, task, fields = ',"event":"finished","state":"succeeded","status":0,"duration_ms":0.123') {
  if (!log.event(task, 'succeeded', 1.5, fields, true)) throw new Error('it was not written at once');
}

const ways = {
  ofEngine: (log, task) => {
    log.event(task, 'started', 1.25, ',"event":"started"', false);
    end(log, task);
  },
  ofTask: (log, task) => {
    log.forTask(task).info('a file was copied', { path: '/home/user/some/file', bytes: 1234 });
    end(log, task);
  },
};

/** The two lines of a task, against one plain write for each of the same lines. */
function measure(way, secrets = []) {
  const folder = join(work, 'log');
  mkdirSync(folder);
  const log = openLog(folder, secrets);
  const ours = () => {
    for (let index = 0; index < lines / 2; index += 1) way(log, `Some.Task${index % 50}`);
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
  log.close();
  closeSync(file);
  rmSync(folder, { recursive: true });
  const detail = `${mean(pairs.map((pair) => pair.ours)).toFixed(2)} µs / ${mean(pairs.map((pair) => pair.plain)).toFixed(2)} µs`;
  return { ...spread(pairs.map((pair) => pair.ours - pair.plain)), detail };
}

export const figures = [
  {
    name: 'a line that the engine logs of a task, CPU above a plain write of the same line',
    goal: 5,
    unit: 'µs',
    measure: () => measure(ways.ofEngine),
  },
  {
    name: 'the same, one of the two being what the task itself logs, with two fields',
    goal: 5,
    unit: 'µs',
    measure: () => measure(ways.ofTask),
  },
  {
    name: 'the same, in a run that knows a secret to mask',
    goal: 5,
    unit: 'µs',
    measure: () => measure(ways.ofTask, ['a-secret-that-is-never-met']),
  },
];
