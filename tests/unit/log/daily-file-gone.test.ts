import { rmSync } from 'node:fs';
import { dailyLog } from '../../support/daily-log';

const log = dailyLog(Date.UTC(2026, 0, 15, 12));
const { folder, names, open, text } = log;

it('is gone on with in the newest one where another process made room and took it away', () => {
  const rules = { folder: folder(), keepDays: 14, maxBytes: 300_000 };
  const [steady, chatty] = [open({ rules }), open({ rules })];
  steady.write('early\n');
  for (let line = 0; line < 50; line += 1) chatty.write(`${'x'.repeat(10_000)}\n`);
  expect(names()).not.toContain('2026-01-15.jsonl');
  log.nowMs += 20;
  steady.write('late\n');
  expect(text(names().at(-1) ?? '')).toMatch(/\nearly\nlate\n$/);
});

it('is gone on with at its close where it was taken away a moment before, and with the clock set back', () => {
  for (const setBack of [0, 86_400]) {
    const sink = open();
    for (const line of ['one\n', 'two\n']) sink.write(line);
    rmSync(folder(), { recursive: true });
    sink.write('three\n');
    log.nowMs -= setBack;
    sink.close();
    expect(text('2026-01-15.jsonl')).toBe('one\ntwo\nthree\n');
    rmSync(folder(), { recursive: true });
  }
});

it('comes back with its folder where that is removed between two lines', () => {
  const sink = open();
  sink.write('one\n');
  rmSync(folder(), { recursive: true });
  log.nowMs -= 20;
  sink.write('two\n');
  expect(text('2026-01-15.jsonl')).toBe('one\ntwo\n');
});
