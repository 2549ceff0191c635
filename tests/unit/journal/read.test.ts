import { readRuns } from '../../../lib/journal';
import { createMemorySystem } from '../../../lib/system/memory';
import { errorWith } from '../../contract/matching';

const folder = '/state/journal';
const run = `${folder}/20260115T120000000Z-abc`;
const lines = {
  open: JSON.stringify({
    line: 'open',
    run: 'abc',
    command: 'just T',
    at: '2026-01-15T12:00:00.000Z',
    bootId: 'b',
    uptime: 5,
    format: 1,
  }),
  intent: JSON.stringify({
    line: 'intent',
    n: 1,
    task: 'T',
    step: { kind: 'remove', path: '/a' },
    before: { was: 'absent' },
    after: 'f00',
  }),
  done: JSON.stringify({ line: 'done', n: 1 }),
  close: JSON.stringify({ line: 'close', status: 201, at: '2026-01-15T12:00:01.000Z' }),
};
const whole = `${Object.values(lines).join('\n')}\n`;
const read = (files: Record<string, string>): ReturnType<typeof readRuns> =>
  readRuns(createMemorySystem({ files }), folder);
const readJournal = (text: string): ReturnType<typeof readRuns> => read({ [`${run}/journal.jsonl`]: text });

describe('reading journals', () => {
  it('tells all there is to know about a run', () => {
    expect(readJournal(whole)).toEqual([
      {
        id: 'abc',
        folder: run,
        command: 'just T',
        at: '2026-01-15T12:00:00.000Z',
        began: { wall: Date.UTC(2026, 0, 15, 12), bootId: 'b', uptime: 5 },
        status: 201,
        cutOff: false,
        undone: new Set(),
        isUndo: false,
        inVain: [],
        steps: [
          {
            n: 1,
            task: 'T',
            step: { kind: 'remove', path: '/a' },
            before: { was: 'absent' },
            done: true,
            after: 'f00',
          },
        ],
      },
    ]);
  });

  it('finds no runs where there is no folder, and does not answer for a file in its place', () => {
    expect(read({})).toEqual([]);
    expect(() => read({ [folder]: 'x' })).toThrow(errorWith({ code: 'SYS007', exit: 506 }));
  });

  it('tells the oldest run first', () => {
    const files = ['20260116T120000000Z-b', '20251231T235959000Z-z', '20260115T120000000Z-a'].map((name) => [
      `${folder}/${name}/journal.jsonl`,
      whole.replace('abc', name),
    ]);
    expect(read(Object.fromEntries(files) as Record<string, string>).map(({ id }) => id)).toEqual([
      '20251231T235959000Z-z',
      '20260115T120000000Z-a',
      '20260116T120000000Z-b',
    ]);
  });

  it('passes over files, other folders and runs that never began', () => {
    const found = read({
      [`${folder}/20260115T120000000Z-file`]: 'x',
      [`${folder}/notes/journal.jsonl`]: whole,
      [`${folder}/20260115T120000000Z-empty/other`]: 'x',
      [`${folder}/20260115T120000000Z-blank/journal.jsonl`]: '',
    });
    expect(found).toEqual([]);
  });

  it('counts no step that failed and left all as it was, of a version that says so', () => {
    const failed = (more: string): ReturnType<typeof readRuns> =>
      readJournal(`${lines.open}\n${lines.intent}\n{"line":"failed","n":1${more}}\n${lines.close}\n`);
    expect(failed(',"unchanged":true')).toMatchObject([{ steps: [], inVain: [{ kind: 'remove', path: '/a' }] }]);
    expect(failed('')).toMatchObject([{ steps: [{ n: 1, done: false }], inVain: [] }]);
  });

  it('has no status for a run that was killed', () => {
    expect(readJournal(`${lines.open}\n${lines.intent}\n`)).toMatchObject([
      { status: null, cutOff: true, steps: [{ done: false }] },
    ]);
  });

  it.each([1, 10, lines.done.length - 1])('takes no harm from a last line cut to %i characters', (length) => {
    const cut = readJournal(`${lines.open}\n${lines.intent}\n${lines.done.slice(0, length)}`);
    expect(cut).toMatchObject([{ steps: [{ n: 1, done: false }] }]);
  });

  it('passes over a run whose very first line was cut', () => {
    expect(readJournal(lines.open.slice(0, 20))).toEqual([]);
  });

  it.each([
    ['is no JSON', '{"line":'],
    ['is JSON of another kind', '[1]'],
    ['is a bare value', 'null'],
    ['is no line of ours', '{"n":1}'],
  ])('refuses a journal with a line in its middle that %s', (_, broken) => {
    const path = `${run}/journal.jsonl`;
    expect(() => readJournal(`${lines.open}\n${broken}\n${lines.close}\n`)).toThrow(
      errorWith({ code: 'UND003', exit: 506, data: { path, line: 2 } }),
    );
  });

  it.each(['2', '"new"', 'null'])('refuses a journal of a format that it does not know: %s', (format) => {
    const path = `${run}/journal.jsonl`;
    expect(() => readJournal(whole.replace('"format":1', `"format":${format}`))).toThrow(
      errorWith({ code: 'UND004', exit: 506, data: { path, format: String(JSON.parse(format)) } }),
    );
  });

  it('knows an undo by its task, and takes no run for one that did something else as well', () => {
    const undo = lines.intent.replace('"task":"T"', '"task":"Undo.Run"');
    const isUndo = (...intents: readonly string[]): unknown =>
      readJournal(`${[lines.open, ...intents].join('\n')}\n`).map((run) => run.isUndo);
    expect(isUndo(undo, undo.replace('"n":1', '"n":2'))).toEqual([true]);
    expect(isUndo(undo, lines.intent.replace('"n":1', '"n":2'))).toEqual([false]);
    expect(isUndo()).toEqual([false]);
  });

  it('knows an undo by what was typed, whatever follows it, and a task that does nothing else by what it did', () => {
    const undo = lines.intent.replace('"task":"T"', '"task":"Undo.Run"');
    const isUndo = (roots: readonly string[], ...intents: readonly string[]): unknown => {
      const open = lines.open.replace('}', `,"roots":${JSON.stringify(roots)}}`);
      return readJournal(`${[open, ...intents].join('\n')}\n`).map((run) => run.isUndo);
    };
    const guest = lines.intent.replace('"n":1', '"n":2');
    expect(isUndo(['Undo.Run'], undo, guest)).toEqual([true]);
    expect(isUndo(['Undo.Run', 'T'], undo, guest)).toEqual([false]);
    expect(isUndo(['T'], undo, guest)).toEqual([false]);
    expect(isUndo(['Back'], undo)).toEqual([true]);
    expect(isUndo(['Undo.Run'])).toEqual([false]);
    expect(isUndo([], guest)).toEqual([false]);
  });

  it('knows which steps were taken back', () => {
    const undone = (text: string): unknown =>
      read({ [`${run}/journal.jsonl`]: whole, [`${run}/undone.json`]: text })[0]?.undone;
    expect(undone('{"steps":[1,"2",3]}')).toEqual(new Set([1, 3]));
    expect(undone('{}')).toEqual(new Set());
    expect(undone('[]')).toEqual(new Set());
  });
});
