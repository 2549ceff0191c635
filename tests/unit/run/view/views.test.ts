import { bug } from '../../../../lib/kernel/faults';
import type { TaskResult } from '../../../../lib/kernel/result';
import type { LogRecord } from '../../../../lib/log';
import { defaultFlags, type EngineFlags } from '../../../../lib/run/engine-flags';
import { chooseView } from '../../../../lib/run/view/choose';
import { colorsFor } from '../../../../lib/run/view/colors';
import { stepSummary, withAnnotations } from '../../../../lib/run/view/github';
import { createLines } from '../../../../lib/run/view/lines';
import type { Talk, View, ViewEvent } from '../../../../lib/run/view/view';
import { clean, duration, endLine, recordLine } from '../../../../lib/run/view/words';
import { createMemorySystem } from '../../../../lib/system/memory';
import { resultOf } from '../results';

const plain = colorsFor(() => undefined, false);
const asItIs = (text: string): string => text;
const fault = bug({ task: 'A', error: 'it broke' });
const started = (name: string): ViewEvent => ({ kind: 'started', name, depth: 0 });
const ended = (result: TaskResult): ViewEvent => ({ kind: 'ended', result, depth: 0 });
const record = (over: Partial<LogRecord> = {}): LogRecord => ({
  ts: '', task: 'A', level: 'info', msg: 'hello', elapsed_ms: 0, host: '', username: '', corr_id: '', ...over,
}); // prettier-ignore

describe('colours', () => {
  const coloured = (env: Readonly<Record<string, string>>, isTty: boolean): boolean =>
    colorsFor((name) => env[name], isTty).red('x') !== 'x';

  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: 'false' }, true, false],
    [{ TERM: 'dumb' }, true, false],
    [{ TERM: 'dumb', FORCE_COLOR: '1' }, true, true],
    [{ CI: 'true' }, false, false],
  ])('%j on a terminal: %s', (env, isTty, expected) => {
    expect(coloured(env, isTty)).toBe(expected);
  });
});

describe('words', () => {
  it.each([
    [0, '0 ms'],
    [12.6, '13 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [59_940, '59.9 s'],
    [60_000, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('for %d milliseconds', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it.each([999.7, 59_990, 119_900])('never say 1000 ms or 60 s: %d', (ms) => {
    expect(duration(ms)).not.toMatch(/1000 ms|60(\.0)? s/);
  });

  it.each([
    [resultOf('A'), 'ok       A (13 ms)'],
    [resultOf('A', { state: 'no-op' }), 'no-op    A (13 ms)'],
    [resultOf('A', { state: 'partial', status: 205, reason: 'half' }), 'partial  A: half (status 205) (13 ms)'],
    [resultOf('A', { state: 'skipped', reason: 'X: none' }), 'skipped  A: X: none'],
    [resultOf('A', { state: 'failed', status: 500, error: fault }), 'failed   A: it broke (13 ms)'],
    [resultOf('A', { state: 'failed', status: 500 }), 'failed   A: unknown (13 ms)'],
    [resultOf('A', { state: 'blocked', reason: 'blocked by B' }), 'blocked  A: blocked by B'],
  ])('for an end: %#', (result, line) => {
    expect(endLine(result, plain, asItIs)).toBe(line);
  });

  it('for a cancelled task stand apart from its name', () => {
    expect(endLine(resultOf('A', { state: 'cancelled', reason: 'r' }), plain, asItIs)).toBe('cancelled A: r');
  });

  it('let no name or message move the cursor or turn the line round', () => {
    expect(clean('a\u001b[2K\u0007b\r\n\u202ec\u2066\u009b')).toBe('a\uFFFD[2K\uFFFDb\uFFFD\uFFFD\uFFFDc\uFFFD\uFFFD');
    expect(recordLine(record({ msg: 'a\u001b[2K' }), 'normal', plain)).toBe('  a\uFFFD[2K');
  });

  it('let no reason and no fault do so either', () => {
    const hostile = 'cannot read /a\u001b[2Kb\u202e';
    const lines = [
      resultOf('A', { state: 'failed', status: 500, error: bug({ task: 'A', error: hostile }) }),
      resultOf('A', { state: 'partial', status: 205, reason: hostile }),
      resultOf('A', { state: 'skipped', reason: hostile }),
      resultOf('A', { state: 'blocked', reason: hostile }),
    ].map((result) => endLine(result, plain, asItIs));
    expect(lines.join('')).not.toMatch('\u001b');
  });

  it('mask a secret before the signs in it are taken away', () => {
    const redact = (text: string): string => text.replaceAll('tok\ten', '[secret]');
    const failed = resultOf('A', { state: 'failed', status: 500, error: bug({ task: 'A', error: 'no tok\ten' }) });
    expect(endLine(failed, plain, redact)).toBe('failed   A: no [secret] (13 ms)');
    const partly = resultOf('A', { state: 'partial', status: 205, reason: 'but tok\ten' });
    expect(endLine(partly, plain, redact)).toBe('partial  A: but [secret] (status 205) (13 ms)');
  });
});

describe('a log record', () => {
  const shown = (talk: Talk): readonly string[] =>
    (['error', 'warn', 'info', 'verbose', 'debug'] as const).filter(
      (level) => recordLine(record({ level }), talk, plain) !== undefined,
    );

  it.each([
    ['quiet', ['error']],
    ['normal', ['error', 'warn', 'info']],
    ['verbose', ['error', 'warn', 'info', 'verbose']],
    ['debug', ['error', 'warn', 'info', 'verbose', 'debug']],
  ] as const)('is shown by its level: %s', (talk, levels) => {
    expect(shown(talk)).toEqual(levels);
  });

  it('names its level unless that is info, and its task for those who look closely', () => {
    expect(recordLine(record(), 'normal', plain)).toBe('  hello');
    expect(recordLine(record({ level: 'warn' }), 'normal', plain)).toBe('  warn: hello');
    expect(recordLine(record({ level: 'error' }), 'debug', plain)).toBe('  error: hello [A]');
  });

  it('of a start or an end is told by the event already', () => {
    expect(recordLine(record({ event: 'started' }), 'verbose', plain)).toBeUndefined();
    expect(recordLine(record({ event: 'started' }), 'debug', plain)).toBe('  hello [A]');
  });
});

describe('plain lines', () => {
  const talkIn = (talk: Talk): { text: () => string; view: View } => {
    let written = '';
    return { text: () => written, view: createLines((text) => (written += text), asItIs, talk, plain) };
  };
  const talkAll = (talk: Talk): string => {
    const { text, view } = talkIn(talk);
    view.onEvent(started('A'));
    view.onRecord(record({ level: 'verbose', msg: 'detail' }));
    view.onEvent(ended(resultOf('A')));
    view.onEvent(ended(resultOf('B', { state: 'failed', status: 500, error: fault })));
    view.close();
    return text();
  };

  it('are one for each end', () => {
    expect(talkAll('normal')).toBe('ok       A (13 ms)\nfailed   B: A: it broke (13 ms)\n');
  });

  it('leave out the further turns of a task in which it had nothing to do or was skipped, unless asked for all', () => {
    const turns = ['no-op', 'succeeded', 'no-op', 'skipped', 'no-op', 'failed', 'skipped', 'skipped'] as const;
    const tell = (talk: Talk): string => {
      const { text, view } = talkIn(talk);
      for (const state of turns) view.onEvent({ ...ended(resultOf('R', { state })), isOpen: true } as ViewEvent);
      view.onEvent(ended(resultOf('Other', { state: 'no-op' })));
      return text().replace(/ \(13 ms\)/g, '');
    };
    expect(tell('normal')).toBe('no-op    R\nok       R\nfailed   R: unknown\nskipped  R: \nno-op    Other\n');
    expect(tell('verbose').match(/(?:no-op|skipped) +R/g)).toHaveLength(6);
  });

  it('tell also of starts and details', () => {
    expect(talkAll('verbose')).toBe(
      'start    A\n  verbose: detail\nok       A (13 ms)\nfailed   B: A: it broke (13 ms)\n',
    );
  });

  it('tell the quiet ones of failures alone', () => {
    expect(talkAll('quiet')).toBe('failed   B: A: it broke (13 ms)\n');
  });
});

describe('annotations of GitHub', () => {
  const annotate = (...events: readonly ViewEvent[]): string => {
    let written = '';
    const inner = {
      onEvent: () => undefined,
      onRecord: () => undefined,
      onProgress: () => undefined,
      hold: () => () => undefined,
      close: () => undefined,
    };
    const view = withAnnotations(
      inner,
      (text) => (written += text),
      (text) => text,
    );
    for (const event of events) view.onEvent(event);
    return written;
  };

  it('name a failure with its code', () => {
    expect(annotate(started('A'), ended(resultOf('A', { state: 'failed', status: 500, error: fault })))).toBe(
      '::error title=A RUN500::A: it broke\n',
    );
  });

  it('name what went half well', () => {
    expect(annotate(ended(resultOf('A', { state: 'partial', status: 205, reason: 'half' })))).toBe(
      '::warning title=A::half\n',
    );
  });

  it('say nothing of what went well', () => {
    expect(annotate(ended(resultOf('A')))).toBe('');
  });

  it('cannot be ended or begun by what they quote', () => {
    const error = bug({ task: 'A', error: 'a%b\r\n::set-output name=x::y' });
    expect(annotate(ended(resultOf('A,B:C', { state: 'failed', status: 500, error })))).toBe(
      '::error title=A%2CB%3AC RUN500::A: a%25b%0D%0A::set-output name=x::y\n',
    );
  });

  it('survive a failure and a partial end without words', () => {
    expect(annotate(ended(resultOf('A', { state: 'failed', status: 500 })))).toBe('::error title=A ::\n');
    expect(annotate(ended(resultOf('A', { state: 'partial', status: 205 })))).toBe('::warning title=A::\n');
  });

  it('are followed by a table', () => {
    const results = [
      resultOf('A'),
      resultOf('B', { state: 'failed', status: 500, error: bug({ task: 'B', error: 'a|b\n  c' }) }),
      resultOf('C', { state: 'skipped', reason: 'none' }),
    ];
    expect(stepSummary('A B', 500, results, (text) => text).split('\n')).toEqual([
      '### A B: status 500',
      '',
      '| Task | State | Time | Note |',
      '|---|---|---|---|',
      '| A | succeeded | 13 ms |  |',
      '| B | failed | 13 ms | B: a\\|b c |',
      '| C | skipped | 13 ms | none |',
      '',
      '',
    ]);
  });
});

describe('the view that is chosen', () => {
  const choose = (flags: Partial<EngineFlags>, env: Readonly<Record<string, string>> = {}): View =>
    chooseView(createMemorySystem({ env }), { ...defaultFlags(), ...flags }, (text) => text);

  it.each([{}, { quiet: true }, { verbose: true }, { debug: true }])('can be closed twice: %j', (flags) => {
    const view = choose(flags, { GITHUB_ACTIONS: 'true' });
    view.close();
    expect(() => {
      view.close();
    }).not.toThrow();
  });
});
