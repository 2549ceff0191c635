import fc from 'fast-check';
import {
  createLogs,
  logLevels,
  type LogFields,
  type Logger,
  type LogOptions,
  type LogRecord,
  type Logs,
} from '../../../lib/log/logger';
import { createRedactor } from '../../../lib/log/redactor';

interface Written {
  readonly lines: string[];
  readonly records: LogRecord[];
  readonly log: Logger;
  readonly event: Logs['event'];
}

function writing(options: Partial<LogOptions> = {}): Written {
  const lines: string[] = [];
  const records: LogRecord[] = [];
  const logs = createLogs({
    sink: { write: (line) => void lines.push(line), close: () => undefined },
    level: 'info',
    facts: { host: 'memory', username: 'ada', corr_id: 'c' },
    now: () => Date.UTC(2026, 0, 15, 12),
    elapsed: () => 1.23456,
    redact: (value) => value,
    onRecord: (record) => void records.push(record),
    ...options,
  });
  return { lines, records, log: logs.forTask('Noun.Verb'), event: logs.event };
}
const parse = (line: string | undefined): unknown => JSON.parse(line ?? 'null');

it('writes one line of JSON with all its facts', () => {
  const { lines, log } = writing();
  log.info('made it', { count: 3 });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.endsWith('}\n')).toBe(true);
  expect(parse(lines[0])).toEqual({
    ts: '2026-01-15T12:00:00.000Z',
    task: 'Noun.Verb',
    level: 'info',
    msg: 'made it',
    elapsed_ms: 1.235,
    host: 'memory',
    username: 'ada',
    corr_id: 'c',
    count: 3,
  });
});

it.each(logLevels.map((level, index) => [level, index + 1] as const))(
  'at %s writes %d levels and shows all',
  (level, count) => {
    const { lines, records, log } = writing({ level });
    for (const at of logLevels) log[at](at);
    expect(lines.map(parse)).toMatchObject(logLevels.slice(0, count).map((at) => ({ level: at, msg: at })));
    expect(records.map((record) => record.level)).toEqual(logLevels);
  },
);

it('keeps a message of several lines in one line', () => {
  const { lines, log } = writing();
  log.info('one\ntwo\u2028three');
  expect(lines[0]?.split('\n')).toHaveLength(2);
});

it('redacts before anyone sees the record', () => {
  const redactor = createRedactor();
  redactor.add('hunter2');
  const { lines, records, log } = writing({ redact: redactor.value });
  log.warn('with hunter2', { hunter2: ['hunter2'] });
  expect(lines.join()).not.toContain('hunter2');
  expect(JSON.stringify(records)).not.toContain('hunter2');
});

it.each(['elapsed_ms', 'corr_id', 'level', 'warn'])('keeps the facts of a line where a secret is %s', (secret) => {
  const redactor = createRedactor();
  redactor.add(secret);
  const { lines, log } = writing({ redact: redactor.value });
  log.warn(`with ${secret}`);
  expect(lines.map(parse)).toMatchObject([
    { ts: expect.any(String), level: 'warn', elapsed_ms: expect.any(Number), corr_id: expect.any(String), msg: 'with [secret]' },
  ]);
}); // prettier-ignore

describe('fields that cannot be written', () => {
  const loop: Record<string, unknown> = {};
  loop['loop'] = loop;
  const hostile = {
    get inner(): unknown {
      throw new Error('nobody may look');
    },
  };
  const fields: readonly (readonly [string, LogFields])[] = [
    ['are circular', { loop }],
    ['are bigints', { n: 1n }],
    ['throw when they are looked at', { hostile }],
    ['throw when they are made JSON', { a: { toJSON: () => { throw new Error('no'); } } }],
  ]; // prettier-ignore

  it.each(fields)('because they %s cost nothing but themselves', (_name, bad) => {
    const { lines, log } = writing();
    log.error('it failed', bad);
    expect(parse(lines[0])).toMatchObject({
      msg: 'it failed',
      task: 'Noun.Verb',
      level: 'error',
      corr_id: 'c',
      fields: 'not serialisable',
    });
  });

  it.each(fields)('because they %s never throw when there is a secret to look for', (_name, bad) => {
    const redactor = createRedactor();
    redactor.add('hunter2');
    const { lines, log } = writing({ redact: redactor.value });
    log.error('it failed', bad);
    expect(parse(lines[0])).toMatchObject({ msg: 'it failed' });
  });

  it('that throw themselves never throw either', () => {
    const { lines, log } = writing();
    log.error('it failed', hostile);
    expect(parse(lines[0])).toMatchObject({ msg: 'it failed' });
  });
});

it.each<[string, LogFields]>([
  ['no fields', {}],
  ['plain fields', { event: 'finished', count: 3, ok: true, none: null, text: 'a "b" \u2028 \\ \ud800' }],
  ['fields that are no JSON', { none: undefined, no: Number.NaN, code: () => 1, deep: { a: [1] } }],
  ['fields named as ours', { task: 'Other', ['__proto__']: 'x', host: 'h' }],
  ['a bigint', { big: 1n }],
])('writes the same line without a record when nobody sees it and nothing is secret: %s', (_, fields) => {
  const quiet = writing({ isClean: () => true, listens: () => false });
  const loud = writing();
  for (const { log } of [quiet, loud]) {
    log.info('a "text" of\nlines', fields);
    log.error('', fields);
  }
  expect(quiet.lines).toEqual(loud.lines);
  expect(quiet.lines).toHaveLength(2);
});

/** The same said to a log that nobody listens to, and to one that makes a record of each line. */
function saidTwice(secret: string, say: (log: Logger) => void): readonly (readonly string[])[] {
  const redactor = createRedactor();
  redactor.add(secret);
  const redact = { redact: redactor.value };
  return [writing({ ...redact, isClean: redactor.isClean, listens: () => false }), writing(redact)].map(
    ({ log, lines }) => {
      say(log);
      return lines;
    },
  );
}

it('masks the same in a line that it writes without a record', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom('', '"', '\\', "'", '\ud83d', '\ude00', 'é'),
  );
  const ways = [
    (secret: string) => secret,
    JSON.stringify,
    (secret: string) => JSON.stringify(JSON.stringify(secret)),
    (secret: string) => secret.replaceAll("'", "'\\''"),
    (secret: string) => Buffer.from(secret).toString('base64'),
  ];
  fc.assert(
    fc.property(
      fc
        .tuple(part, part, part, part)
        .map((parts) => parts.join(''))
        .filter((secret) => secret.length >= 4),
      part,
      part,
      fc.constantFrom(...ways),
      (secret, before, after, way) => {
        const met = `${before}${way(secret)}${after}`;
        const [quiet, loud] = saidTwice(secret, (log) => {
          log.info(met);
          log.warn('in a field', { met });
          log.info('in a name', { [met]: 1 });
        });
        expect(quiet).toEqual(loud);
      },
    ),
    { numRuns: 2000 },
  );
});

it.each(['Noun', 'memory', '2026-01', '1.235', '12345', 'true', 'null', '":"', 'Noun.Verb","level'])(
  'masks the same where a secret looks like a part of every line: %s',
  (secret) => {
    const [quiet, loud] = saidTwice(secret, (log) => {
      log.info('said', { count: 12345, yes: true, none: null });
    });
    expect(quiet).toEqual(loud);
  },
);

it('takes what a task file in JavaScript hands over', () => {
  const { lines, log } = writing({ isClean: () => true, listens: () => false });
  const throwing = new Proxy({}, { get: () => { throw new Error('no'); }, ownKeys: () => { throw new Error('no'); } }); // prettier-ignore
  log.info('odd', throwing);
  log.error(undefined as unknown as string);
  expect(lines.map(parse)).toMatchObject([{ msg: 'odd', fields: 'cannot be looked at' }, { level: 'error' }]);
});

describe('a line of the engine', () => {
  const alone = { isClean: () => true, listens: () => false };

  it('is the one that a logger would write', () => {
    const { lines, log, event } = writing(alone);
    log.info('succeeded', { event: 'finished', status: 0 });
    expect(event('Noun.Verb', 'succeeded', 1.23456, ',"event":"finished","status":0', true)).toBe(true);
    expect(lines[1]).toBe(lines[0]);
  });

  it.each([
    ['when somebody listens', { ...alone, listens: () => true }],
    ['when nobody says whether anybody listens', { isClean: () => true }],
    ['as long as there is something to redact', { ...alone, isClean: () => false }],
    ['in a log that does not keep such lines', { ...alone, level: 'warn' }],
  ] satisfies readonly (readonly [string, Partial<LogOptions>])[])('goes no short way %s', (_when, options) => {
    const { lines, event } = writing(options);
    expect(event('Noun.Verb', 'started', 0, '', false)).toBe(false);
    expect(lines).toEqual([]);
  });

  it('is handed on at once when a task has ended', () => {
    const waits: (boolean | undefined)[] = [];
    const sink = { write: (_lines: string, mayWait?: boolean) => void waits.push(mayWait), close: () => undefined };
    const { event } = writing({ ...alone, sink });
    event('Noun.Verb', 'started', 0, '', false);
    event('Noun.Verb', 'succeeded', 0, '', true);
    expect(waits).toEqual([true, false]);
  });
});
