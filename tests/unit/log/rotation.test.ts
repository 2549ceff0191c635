import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from 'winston';
import DailyRotateFile from 'winston-daily-rotate-file';
import { currentPart, logFileName, partBytes, pruneLogs, type RotationRules } from '../../../lib/log/rotation';
import { fileMissing, unwritable } from '../../../lib/system/faults';
import { createMemorySystem, type MemorySystem } from '../../../lib/system/memory';
import { faultWith } from '../config/world';

const folder = '/logs';
const rules: RotationRules = { folder, keepDays: 14, maxBytes: 1000 };
const today = '2026-01-15';

const systemWith = (sizes: Readonly<Record<string, number>>): MemorySystem =>
  createMemorySystem({
    files: Object.fromEntries(Object.entries(sizes).map(([name, size]) => [join(folder, name), 'x'.repeat(size)])),
  });
const prune = (sizes: Readonly<Record<string, number>>, inUse = `${today}.jsonl`): readonly string[] => {
  const { files } = systemWith(sizes);
  pruneLogs(files, rules, today, inUse);
  return files.list(folder).map(({ name }) => name);
};

describe('the part of a day', () => {
  it.each([
    [{}, 0],
    [{ '2026-01-15.jsonl': 1 }, 0],
    [{ '2026-01-15.jsonl': 1, '2026-01-15.1.jsonl': 1 }, 1],
    [{ '2026-01-15.2.jsonl': 1, '2026-01-15.10.jsonl': 1 }, 10],
    [{ '2026-01-14.7.jsonl': 1, '2026-01-15.log': 1, 'x2026-01-15.9.jsonl': 1 }, 0],
  ])('in %j is %d', (sizes, part) => {
    expect(currentPart(systemWith({ other: 0, ...sizes }).files, folder, today, 1).part).toBe(part);
  });

  it('ends at a quarter of what is allowed, and not below 64 kB', () => {
    expect(partBytes({ ...rules, maxBytes: 64 * 1024 * 1024 })).toBe(16 * 1024 * 1024);
    expect(partBytes({ ...rules, maxBytes: 1 })).toBe(64 * 1024);
  });
});

it('is the first again as long as it has room', () => {
  const { files } = systemWith({ '2026-01-15.jsonl': 9, '2026-01-15.1.jsonl': 9 });
  expect([currentPart(files, folder, today, 9), currentPart(files, folder, today, 10)]).toEqual([
    { part: 1, isThere: true },
    { part: 0, isThere: true },
  ]);
});

describe('pruning', () => {
  it('removes what is older than it may be', () => {
    expect(prune({ '2025-12-31.jsonl': 1, '2026-01-01.jsonl': 1, '2026-01-15.jsonl': 1 })).toEqual([
      '2026-01-01.jsonl',
      '2026-01-15.jsonl',
    ]);
  });

  it('removes the oldest until the rest fits', () => {
    const sizes = { '2026-01-12.jsonl': 500, '2026-01-13.jsonl': 500, '2026-01-14.jsonl': 400, '2026-01-15.jsonl': 1 };
    expect(prune(sizes)).toEqual(['2026-01-13.jsonl', '2026-01-14.jsonl', '2026-01-15.jsonl']);
  });

  it('counts parts by number and not by name', () => {
    const sizes = { '2026-01-15.jsonl': 400, '2026-01-15.2.jsonl': 400, '2026-01-15.10.jsonl': 400 };
    expect(prune(sizes, '2026-01-15.10.jsonl')).toEqual(['2026-01-15.10.jsonl', '2026-01-15.2.jsonl']);
  });

  it('leaves the file in use, however large it is', () => {
    expect(prune({ '2026-01-14.jsonl': 1, '2026-01-15.jsonl': 5000 })).toEqual(['2026-01-15.jsonl']);
  });

  it('leaves the file in use, however old it is', () => {
    expect(prune({ '2020-01-01.jsonl': 1 }, '2020-01-01.jsonl')).toEqual(['2020-01-01.jsonl']);
  });

  it('leaves files that are no logs of ours', () => {
    const names = ['2020-01-01.json', 'notes.txt', '2020-01-01.x.jsonl'];
    expect(prune(Object.fromEntries(names.map((name) => [name, 2000])))).toEqual(names.toSorted());
  });

  it('goes on when another process was quicker', () => {
    const { files } = systemWith({ '2020-01-01.jsonl': 1, '2020-01-02.jsonl': 1 });
    const remove = (path: string): void => {
      files.remove(path);
      if (path.endsWith('01.jsonl')) throw fileMissing({ path });
    };
    pruneLogs({ ...files, remove }, rules, today, 'x');
    expect(files.list(folder)).toEqual([]);
  });

  it('goes on when a file is gone before it is looked at', () => {
    const { files } = systemWith({ '2020-01-01.jsonl': 1 });
    expect(() => {
      pruneLogs({ ...files, stat: () => undefined }, rules, today, 'x');
    }).not.toThrow();
  });

  it('tells when a file cannot be removed', () => {
    const { files } = systemWith({ '2020-01-01.jsonl': 1 });
    const remove = (path: string): void => {
      throw unwritable({ path, reason: 'permission denied' });
    };
    expect(() => {
      pruneLogs({ ...files, remove }, rules, today, 'x');
    }).toThrow(faultWith({ code: 'SYS004' }));
  });
});

describe('the names', () => {
  let real = '';
  beforeEach(() => {
    real = mkdtempSync(join(tmpdir(), 'clistack-'));
  });
  afterEach(() => {
    rmSync(real, { recursive: true, force: true });
  });

  it('are a day and the number of the part', () => {
    expect([0, 1, 12].map((part) => logFileName(today, part))).toEqual([
      '2026-01-15.jsonl',
      '2026-01-15.1.jsonl',
      '2026-01-15.12.jsonl',
    ]);
  });

  it('are those that winston-daily-rotate-file gives', async () => {
    const transport = new DailyRotateFile({
      dirname: real,
      filename: '%DATE%',
      extension: '.jsonl',
      maxSize: '1k',
      utc: true,
      auditFile: join(real, 'audit.json'),
    });
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- a transport of winston's own family
    const logger = createLogger({ transports: [transport] });
    const finished = new Promise((resolve) => transport.on('finish', resolve));
    for (let line = 0; line < 30; line += 1) logger.info('x'.repeat(100));
    logger.end();
    await finished;
    const written = (): readonly string[] => readdirSync(real).filter((name) => name.endsWith('.jsonl'));
    // It says that it is done before its streams have opened their files: two looks have to see the same.
    let names = written();
    for (let looks = 0, before = -1; looks < 50 && (names.length < 3 || names.length !== before); looks += 1) {
      before = names.length;
      await new Promise((resolve) => setTimeout(resolve, 100));
      names = written();
    }
    const day = names.map((name) => name.slice(0, 10)).toSorted()[0] ?? '';
    const ours = names.map((_name, part) => logFileName(day, part));
    expect(names.length).toBeGreaterThan(2);
    expect(names.toSorted()).toEqual(ours.toSorted());
  });
});
