import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DailyFileOptions } from '../../../lib/log/sinks/daily-file';
import type { LogSink } from '../../../lib/log/sink';
import { unwritable } from '../../../lib/system/faults';
import type { System } from '../../../lib/system/port';
import { dailyLog } from '../../support/daily-log';

const log = dailyLog(Date.UTC(2026, 0, 15, 23, 59));
const { folder, names, open, system, text } = log;
const partOf = (name: string): number => Number(/\.(\d+)\.jsonl$/.exec(name)?.[1] ?? 0);
const allLines = (): readonly string[] =>
  names()
    .flatMap((name) => text(name).split('\n'))
    .filter((line) => line !== '');

describe('the file of the day', () => {
  it('is not there before the first line', () => {
    open().close();
    expect(readdirSync(log.base())).toEqual([]);
  });

  it('has a line when the call returns, and is the user’s alone', () => {
    open().write('{"a":1}\n');
    expect(text('2026-01-15.jsonl')).toBe('{"a":1}\n');
    expect(statSync(join(folder(), '2026-01-15.jsonl')).mode & 0o777).toBe(0o600);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
  });

  it('is gone on with by the next run', () => {
    for (const line of ['one\n', 'two\n']) {
      const sink = open();
      sink.write(line);
      sink.close();
    }
    expect(text('2026-01-15.jsonl')).toBe('one\ntwo\n');
  });

  it('is followed by another at midnight UTC', () => {
    const sink = open();
    sink.write('one\n');
    log.nowMs += 60_000;
    sink.write('two\n');
    expect([text('2026-01-15.jsonl'), text('2026-01-16.jsonl')]).toEqual(['one\n', 'two\n']);
  });

  it('comes back with its folder where somebody somebody takes that away just before it is opened', () => {
    open().write('one\n');
    const stat: System['files']['stat'] = (path) => {
      const found = system.files.stat(path);
      rmSync(folder(), { recursive: true, force: true });
      return found;
    };
    open({ system: { ...system, files: { ...system.files, stat } } }).write('two\n');
    expect(text('2026-01-15.jsonl')).toBe('two\n');
  });

  it('may be written after it was closed', () => {
    const sink = open();
    sink.write('one\n');
    sink.close();
    sink.close();
    sink.write('two\n');
    expect(text('2026-01-15.jsonl')).toBe('one\ntwo\n');
  });
});

describe('a full file', () => {
  const big = `${'x'.repeat(40_000)}\n`;

  it('is followed by the next part', () => {
    const sink = open({ rules: { folder: folder(), keepDays: 14, maxBytes: 1e6 } });
    for (let line = 0; line < 14; line += 1) sink.write(big);
    expect(names()).toEqual(['2026-01-15.1.jsonl', '2026-01-15.jsonl']);
  });

  it('is not gone on with by the next run', () => {
    const rules = { folder: folder(), keepDays: 14, maxBytes: 400_000 };
    const first = open({ rules });
    for (let line = 0; line < 3; line += 1) first.write(big);
    first.close();
    open({ rules }).write('next\n');
    expect(text('2026-01-15.1.jsonl')).toBe('next\n');
  });

  it('of another process is noticed when ours is full', () => {
    const rules = { folder: folder(), keepDays: 14, maxBytes: 1e6 };
    const sink = open({ rules });
    for (let line = 0; line < 7; line += 1) sink.write(big);
    writeFileSync(join(folder(), '2026-01-15.1.jsonl'), 'theirs\n');
    sink.write('ours\n');
    expect(text('2026-01-15.1.jsonl')).toBe('theirs\nours\n');
  });

  it('is followed by later parts also when the first one was removed to make room', () => {
    const sink = open({ rules: { folder: folder(), keepDays: 14, maxBytes: 200_000 } });
    for (let line = 0; line < 21; line += 1) sink.write(`${line} ${big}`);
    const lines = (name: string): readonly number[] =>
      text(name)
        .split('\n')
        .flatMap((line) => (line === '' ? [] : [Number.parseInt(line, 10)]));
    const inOrder = names()
      .toSorted((a, b) => partOf(a) - partOf(b))
      .flatMap(lines);
    expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
  });

  it('makes room: the oldest parts go', () => {
    const sink = open({ rules: { folder: folder(), keepDays: 14, maxBytes: 200_000 } });
    for (let line = 0; line < 20; line += 1) sink.write(big);
    const bytes = names().reduce((sum, name) => sum + statSync(join(folder(), name)).size, 0);
    expect(bytes).toBeLessThan(300_000);
    expect(names()).not.toContain('2026-01-15.jsonl');
  });
});

it('loses no line of two writers, and mixes none', () => {
  const rules = { folder: folder(), keepDays: 14, maxBytes: 1e6 };
  const writers = [open({ rules }), open({ rules })];
  const wanted: string[] = [];
  for (let count = 0; count < 600; count += 1) {
    for (const [index, writer] of writers.entries()) {
      const line = `${index}:${count}:${'x'.repeat(500)}`;
      wanted.push(line);
      writer.write(`${line}\n`);
    }
  }
  expect(allLines().toSorted()).toEqual(wanted.toSorted());
  expect(names().length).toBeGreaterThan(1);
});

it('tells of every new file, and of no file that was there', () => {
  let count = 0;
  const onNewFile = (): void => {
    count += 1;
  };
  open({ onNewFile }).write('one\n');
  const second = open({ onNewFile });
  second.write('two\n');
  expect(count).toBe(1);
  log.nowMs += 86_400_000;
  second.write('three\n');
  expect(count).toBe(2);
});

it('removes what is too old when a new file is begun', () => {
  system.files.makeFolder(folder(), 0o700);
  writeFileSync(join(folder(), '2025-01-01.jsonl'), 'old\n');
  open().write('new\n');
  expect(names()).toEqual(['2026-01-15.jsonl']);
});

describe('a disk that takes no lines', () => {
  const degraded = (options: Partial<DailyFileOptions> = {}): { reasons: string[]; lines: string[]; sink: LogSink } => {
    const reasons: string[] = [];
    const lines: string[] = [];
    const degrade = (reason: string) => {
      reasons.push(reason);
      return (line: string): void => void lines.push(line);
    };
    return { reasons, lines, sink: open({ degrade, ...options }) };
  };

  it('is told once, and the lines go elsewhere', () => {
    writeFileSync(join(log.base(), 'reports'), 'a file in the place of the folder');
    const { reasons, lines, sink } = degraded();
    sink.write('one\n');
    sink.write('two\n');
    sink.close();
    expect(lines).toEqual(['one\n', 'two\n']);
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toContain('reports');
  });

  it('is told in words when the system itself refused', () => {
    system.files.makeFolder(join(folder(), '2026-01-15.jsonl'));
    const { reasons, lines, sink } = degraded();
    sink.write('one\n');
    expect(reasons).toEqual(['it is a folder']);
    expect(lines).toEqual(['one\n']);
  });

  it('is not one whose old logs cannot be removed', () => {
    system.files.makeFolder(folder(), 0o700);
    writeFileSync(join(folder(), '2025-01-01.jsonl'), 'old\n');
    const remove = (path: string): void => {
      throw unwritable({ path, reason: 'operation not permitted' });
    };
    const { reasons, sink } = degraded({ system: { ...system, files: { ...system.files, remove } } });
    sink.write('one\n');
    expect(reasons).toEqual([]);
    expect(text('2026-01-15.jsonl')).toBe('one\n');
  });
});
