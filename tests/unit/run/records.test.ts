import { markRun, readOpenRuns } from '../../../lib/journal/at-work';
import type { TaskResult } from '../../../lib/kernel/result';
import { bareEnvelope } from '../../../lib/run/early';
import { taskOf } from '../../../lib/run/envelope';
import { createReporter, type ReporterOptions } from '../../../lib/run/report';
import { pruneRunRecords, recordedTasks, writeRunData, writeRunRecord } from '../../../lib/run/run-record';
import { createMemorySystem, type MemorySystem } from '../../../lib/system/memory';
import { createStepping } from '../../../lib/system/stepping';
import type { Step } from '../../../lib/system/step';
import { resultOf } from './results';

const folder = '/state/reports';
const file = `${folder}/health.json`;
const readJson = (system: MemorySystem, path: string): unknown => JSON.parse(system.files.read(path).toString());

describe('a report', () => {
  const reporting = (over: Partial<ReporterOptions> = {}, files: Record<string, string> = {}) => {
    const system = createMemorySystem({ files });
    const steps: Step[] = [];
    const told: string[] = [];
    const watched = createStepping(system, {
      take: (step, act) => {
        steps.push(step);
        act();
      },
      takeMany: (many, act) => {
        steps.push(...many);
        act();
      },
      takeChild: (_step, act) => act(),
    });
    const options = {
      system: watched,
      folder,
      enabled: true,
      redact: (value: unknown) => value,
      onReport: (path: string) => void told.push(path),
    };
    return { system, steps, told, report: createReporter({ ...options, ...over }) };
  };

  it('is written with the time it was made, for the user alone', () => {
    const { system, report, told } = reporting();
    expect(report.write('health.json', { ok: true })).toBe(file);
    expect(readJson(system, file)).toEqual({ generated: '2026-01-15T12:00:00.000Z', ok: true });
    expect(system.files.stat(file)?.mode).toBe(0o600);
    expect(system.files.stat(folder)?.mode).toBe(0o700);
    expect(told).toEqual([file]);
  });

  it('is left alone when nothing but the time changed, and told all the same', () => {
    const { system, report, steps, told } = reporting();
    report.write('health.json', { list: [1, { a: null }] });
    const before = steps.length;
    system.advance(60_000);
    report.write('health.json', { list: [1, { a: null }] });
    expect(steps).toHaveLength(before);
    expect(told).toEqual([file, file]);
  });

  it('is rewritten when something changed', () => {
    const { system, report } = reporting();
    report.write('health.json', { count: 1 });
    system.advance(60_000);
    report.write('health.json', { count: 2 });
    expect(readJson(system, file)).toEqual({ generated: '2026-01-15T12:01:00.000Z', count: 2 });
  });

  it.each(['', '{', 'null', '[]'])('is made anew over a damaged one: %s', (damaged) => {
    const { system, report } = reporting({}, { [file]: damaged });
    report.write('health.json', { count: 1 });
    expect(readJson(system, file)).toMatchObject({ count: 1 });
  });

  it('is not written in a dry run', () => {
    const { report, steps, told } = reporting({ enabled: false });
    expect(report.write('health.json', { count: 1 })).toBe(file);
    expect([steps, told]).toEqual([[], []]);
  });

  it('is redacted', () => {
    const { system, report } = reporting({ redact: () => ({ masked: true }) });
    report.write('health.json', { secret: 'x' });
    expect(readJson(system, file)).toMatchObject({ masked: true });
  });

  it('is never written as anything but an object', () => {
    const { system, report } = reporting({ redact: () => 'masked' });
    report.write('health.json', { secret: 'x' });
    expect(readJson(system, file)).toEqual({ generated: '2026-01-15T12:00:00.000Z' });
  });
});

describe('the record of a run', () => {
  const runs = '/state/runs';
  const envelope = bareEnvelope('A', 'c', 0, { large: true }, null);

  it('says what ran and how it ended, without the answer', () => {
    const system = createMemorySystem();
    expect(writeRunRecord(system, runs, 'A --json', 'r1', envelope, { tasks: [] })).toBe(`${runs}/r1.json`);
    const record = readJson(system, `${runs}/r1.json`);
    expect(record).toMatchObject({
      run: 'r1',
      corr_id: 'c',
      command: 'A --json',
      finished: '2026-01-15T12:00:00.000Z',
      exit_code: 0,
      tasks: [],
    });
    expect(record).not.toHaveProperty('data');
    expect(system.files.stat(`${runs}/r1.json`)?.mode).toBe(0o600);
  });

  const told = (result: TaskResult) => taskOf(result, undefined);
  const recordOf = (results: readonly TaskResult[]): unknown => {
    const system = createMemorySystem();
    return readJson(system, writeRunRecord(system, runs, 'A', 'r1', envelope, recordedTasks(results, told)));
  };

  it('has all tasks of a run of less than 500, in the order they ended', () => {
    const results = Array.from({ length: 499 }, (_, index) => resultOf(`A${index}`, { durationMs: 0 }));
    const record = recordOf(results);
    expect(record).toMatchObject({ run: 'r1', tasks: results.map(told) });
    expect(record).not.toHaveProperty('at_once');
  });

  it('names those of a larger run that succeeded in no time, and tells the others', () => {
    const quick = Array.from({ length: 600 }, (_, index) => resultOf(`A${index}`, { durationMs: 0.4 }));
    const others = [
      resultOf('Failed', { state: 'failed', status: 500, durationMs: 0 }),
      resultOf('Fresh', { state: 'no-op', why: 'nothing "new"', durationMs: 0 }),
      resultOf('Ran', { why: 'its inputs changed', durationMs: 0 }),
      resultOf('Safe', { status: 201, durationMs: 0 }),
      resultOf('Odd', { reason: 'é\n', durationMs: 0 }),
      resultOf('Slow', { durationMs: 0.5 }),
    ];
    expect(recordOf([...others.slice(0, 3), ...quick, ...others.slice(3)])).toMatchObject({
      tasks: others.map(told),
      at_once: quick.map(({ name }) => name),
    });
  });

  it('has the whole answer beside it when that was too large', () => {
    const system = createMemorySystem();
    expect(writeRunData(system, runs, 'r1', '{}\n')).toBe(`${runs}/r1.data.json`);
    expect(readJson(system, `${runs}/r1.data.json`)).toEqual({});
  });

  const old = '0f3c0000-0000-4000-8000-000000000000';
  it('goes when it is older than logs are kept', () => {
    const system = createMemorySystem({
      files: Object.fromEntries(['json', 'data.json', 'build-12.log'].map((end) => [`${runs}/${old}.${end}`, '{}'])),
      folders: [`${runs}/${old.replace('0', '1')}.json`],
    });
    system.advance(15 * 86_400_000);
    system.files.write(`${runs}/${old.replace('0', '2')}.json`, '{}');
    pruneRunRecords(system, runs, 14);
    const left = [`${old.replace('0', '1')}.json`, `${old.replace('0', '2')}.json`];
    expect(system.files.list(runs).map(({ name }) => name)).toEqual(left);
  });

  it('goes for a run that was killed, and never for one that is still at work', () => {
    const system = createMemorySystem();
    const marks = [0, 1].map((at) => markRun(system, runs, { run: old.replace('0', `${at}`), corr_id: old, command: () => 'A' }));
    const [killed = ''] = system.files.list(runs).map(({ name }) => `${runs}/${name}`);
    system.files.write(killed, system.files.readText(killed).replace('4242', '4243'));
    system.advance(15 * 86_400_000);
    pruneRunRecords(system, runs, 14);
    expect(readOpenRuns(system, runs)).toMatchObject([{ run: old.replace('0', '1'), isAtWork: true }]);
    marks[1]?.remove();
    expect(system.files.list(runs)).toEqual([]);
  }); // prettier-ignore

  it('takes nothing along that is no record: the reports may be in a folder of the user', () => {
    const names = ['experiment.json', 'train.log', `${old}.txt`, `x${old}.json`, `${old}.mine.json`].sort();
    const system = createMemorySystem({ files: Object.fromEntries(names.map((name) => [`${runs}/${name}`, 'mine'])) });
    system.advance(400 * 86_400_000);
    pruneRunRecords(system, runs, 14);
    expect(system.files.list(runs).map(({ name }) => name)).toEqual(names);
  });

  it('stays until the very day', () => {
    const system = createMemorySystem({ files: { [`${runs}/${old}.json`]: '{}' } });
    system.advance(14 * 86_400_000);
    pruneRunRecords(system, runs, 14);
    expect(system.files.list(runs)).toHaveLength(1);
  });

  it('needs no folder to be removed from', () => {
    expect(() => {
      pruneRunRecords(createMemorySystem(), runs, 14);
    }).not.toThrow();
  });
});
