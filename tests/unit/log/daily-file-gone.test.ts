import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDailyFile } from '../../../lib/log/sinks/daily-file';
import type { LogSink } from '../../../lib/log/sink';
import type { System } from '../../../lib/system/port';
import { createRealSystem } from '../../../lib/system/real';

let base = '';
let nowMs = 0;
const real = createRealSystem();
const system: System = { ...real, clock: { ...real.clock, now: () => nowMs } };

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'clistack-')));
  nowMs = Date.UTC(2026, 0, 15, 12);
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

const folder = (): string => join(base, 'logs');
const open = (maxBytes = 1e6): LogSink =>
  createDailyFile({
    system,
    rules: { folder: folder(), keepDays: 14, maxBytes },
    degrade: (reason) => {
      throw new Error(`degraded: ${reason}`);
    },
    onNewFile: () => undefined,
  });
const names = (): readonly string[] => readdirSync(folder()).toSorted();
const text = (name: string): string => readFileSync(join(folder(), name), 'utf8');

it('is gone on with in the newest one where another process made room and took it away', () => {
  const [steady, chatty] = [open(300_000), open(300_000)];
  steady.write('early\n');
  for (let line = 0; line < 50; line += 1) chatty.write(`${'x'.repeat(10_000)}\n`);
  expect(names()).not.toContain('2026-01-15.jsonl');
  nowMs += 20;
  steady.write('late\n');
  expect(text(names().at(-1) ?? '')).toMatch(/\nearly\nlate\n$/);
});

it('is gone on with at its close where it was taken away a moment before, and with the clock set back', () => {
  for (const setBack of [0, 86_400]) {
    const sink = open();
    for (const line of ['one\n', 'two\n']) sink.write(line);
    rmSync(folder(), { recursive: true });
    sink.write('three\n');
    nowMs -= setBack;
    sink.close();
    expect(text('2026-01-15.jsonl')).toBe('one\ntwo\nthree\n');
    rmSync(folder(), { recursive: true });
  }
});

it('comes back with its folder where that is removed between two lines', () => {
  const sink = open();
  sink.write('one\n');
  rmSync(folder(), { recursive: true });
  nowMs -= 20;
  sink.write('two\n');
  expect(text('2026-01-15.jsonl')).toBe('one\ntwo\n');
});
