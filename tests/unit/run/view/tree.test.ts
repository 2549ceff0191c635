import { bug } from '../../../../lib/kernel/faults';
import { colorsFor } from '../../../../lib/run/view/colors';
import { createTree, type TreeOptions } from '../../../../lib/run/view/tree';
import type { View } from '../../../../lib/run/view/view';
import { resultOf } from '../results';

const plain = colorsFor(() => undefined, false);

/** A terminal that knows what the tree uses: line ends, going up, and clearing a line. */
function createTerminal(): {
  readonly write: (text: string) => void;
  readonly lines: () => readonly string[];
  readonly writes: () => number;
} {
  const lines: string[] = [''];
  let row = 0;
  let writes = 0;
  const write = (text: string): void => {
    writes += 1;
    // eslint-disable-next-line no-control-regex -- the sequences of a terminal
    for (const [piece] of text.matchAll(/\u001b\[1A|\u001b\[2K|\r|\n|[^\u001b\r\n]+/g)) {
      if (piece === '\u001b[1A') row = Math.max(0, row - 1);
      else if (piece === '\u001b[2K') lines[row] = '';
      else if (piece === '\n') row += 1;
      else if (piece !== '\r') lines[row] = (lines[row] ?? '') + piece;
      lines[row] ??= '';
    }
  };
  return { write, lines: () => lines.filter((line) => line !== ''), writes: () => writes };
}

function drawing(over: Partial<TreeOptions> = {}): {
  view: View;
  terminal: ReturnType<typeof createTerminal>;
  pass: (ms: number) => void;
} {
  const terminal = createTerminal();
  let now = 0;
  const view = createTree({
    write: terminal.write,
    redact: (text) => text,
    talk: 'normal',
    colors: plain,
    columns: 80,
    rows: 24,
    now: () => now,
    ...over,
  });
  const pass = (ms: number): void => {
    now += ms;
    jest.advanceTimersByTime(ms);
  };
  return { view, terminal, pass };
}
const start = (view: View, name: string, depth = 0): void => {
  view.onEvent({ kind: 'started', name, depth });
};

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a tree on a terminal', () => {
  it('shows what runs, with its time', () => {
    const { view, terminal, pass } = drawing();
    start(view, 'All');
    start(view, 'Pin.Sync', 1);
    pass(1500);
    expect(terminal.lines()).toEqual([
      expect.stringMatching(/^\S All 1\.5 s$/),
      expect.stringMatching(/^ {2}\S Pin\.Sync 1\.5 s$/),
    ]);
    view.close();
  });

  it('lets what ended scroll by above what runs', () => {
    const { view, terminal } = drawing();
    start(view, 'A', 1);
    start(view, 'B');
    view.onEvent({ kind: 'ended', result: resultOf('A'), depth: 1 });
    expect(terminal.lines()).toEqual(['  ✔ ok       A (13 ms)', expect.stringMatching(/ B 0 ms$/)]);
    view.close();
  });

  it('marks each end by its kind', () => {
    const { view, terminal } = drawing();
    view.onEvent({
      kind: 'ended',
      result: resultOf('A', { state: 'failed', status: 500, error: bug({ task: 'A', error: 'x' }) }),
      depth: 0,
    });
    view.onEvent({ kind: 'ended', result: resultOf('B', { state: 'no-op' }), depth: 0 });
    view.onEvent({ kind: 'ended', result: resultOf('C', { state: 'skipped', reason: 'r' }), depth: 0 });
    expect(terminal.lines().map((line) => line.slice(0, 2))).toEqual(['✖ ', '✔ ', '● ']);
    view.close();
  });

  it('shows log records above what runs', () => {
    const { view, terminal } = drawing();
    start(view, 'A');
    const record = {
      ts: '',
      task: 'A',
      level: 'info',
      msg: 'hello',
      elapsed_ms: 0,
      host: '',
      username: '',
      corr_id: '',
    } as const;
    view.onRecord(record);
    view.onRecord({ ...record, level: 'debug' });
    expect(terminal.lines()).toEqual(['  hello', expect.stringContaining('A 0 ms')]);
    view.close();
  });

  it('takes what runs away when it is closed, and draws no more', () => {
    const { view, terminal, pass } = drawing();
    start(view, 'A');
    view.close();
    const before = terminal.writes();
    view.close();
    pass(5000);
    expect(terminal.lines()).toEqual([]);
    expect(terminal.writes()).toBe(before);
  });

  it('turns while something runs, and not else', () => {
    const { view, terminal, pass } = drawing();
    pass(1000);
    expect(terminal.writes()).toBe(0);
    start(view, 'A');
    const [first] = terminal.lines();
    pass(100);
    expect(terminal.lines()[0]?.[0]).not.toBe(first?.[0]);
    view.close();
  });

  it('cuts lines for a narrow terminal, and never wraps', () => {
    const { view, terminal } = drawing({ columns: 20 });
    start(view, 'Noun.VerbThatIsFarTooLongForIt');
    expect(terminal.lines().every((line) => line.length <= 19)).toBe(true);
    view.close();
  });

  it('shows in a short terminal the newest of what runs', () => {
    const { view, terminal } = drawing({ rows: 4 });
    for (const name of ['A', 'B', 'C', 'D']) start(view, name);
    expect(terminal.lines().map((line) => line.split(' ')[1])).toEqual(['C', 'D']);
    view.close();
  });

  it('leaves nothing of the foot behind over a whole run', () => {
    const { view, terminal, pass } = drawing({ rows: 5 });
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) {
      start(view, name);
      pass(100);
    }
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) {
      pass(100);
      view.onEvent({ kind: 'ended', result: resultOf(name), depth: 0 });
    }
    view.close();
    expect(terminal.lines()).toEqual(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => `✔ ok       ${name} (13 ms)`));
  });
});

it('tells what a running task is about, on one line, until it ends', () => {
  const { view, terminal, pass } = drawing();
  start(view, 'A');
  view.onProgress('A', 'demo 1.0.0:\n\u001b[31mfetching');
  view.onProgress('B', 'nobody runs');
  pass(100);
  expect(terminal.lines()).toEqual([expect.stringMatching(/^\S A 100 ms {2}demo 1\.0\.0: ?.*fetching$/)]);
  view.onEvent({ kind: 'ended', result: resultOf('A'), depth: 0 });
  expect(terminal.lines().join('')).not.toContain('fetching');
});

it('draws nothing over a question, also when others go on, and shows what runs afterwards', () => {
  const { view, terminal, pass } = drawing();
  start(view, 'Ask');
  const goOn = view.hold();
  terminal.write('sure? [y/N] ');
  pass(1000);
  start(view, 'Other');
  pass(1000);
  expect(terminal.lines()).toEqual(['sure? [y/N] ']);
  terminal.write('y\n');
  goOn();
  pass(100);
  expect(terminal.lines()).toEqual(['sure? [y/N] y', expect.stringContaining('Ask'), expect.stringContaining('Other')]);
});

it('masks what a task is about before it is cut to the width, so that no part of a secret is left', () => {
  const redact = (text: string): string => text.replaceAll('correct-horse', '[secret]');
  const { view, terminal } = drawing({ columns: 30, redact });
  start(view, 'A');
  view.onProgress('A', 'takes long: correct-horse');
  expect(terminal.lines()).toEqual([expect.stringMatching(/takes long: \[sec/)]);
  view.close();
});
