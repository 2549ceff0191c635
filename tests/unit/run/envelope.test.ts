import { unwritable } from '../../../lib/system/faults';
import { bareEnvelope } from '../../../lib/run/early';
import { wantsJson } from '../../../lib/run/wants-json';
import { envelopeLimit, errorOf, renderEnvelope, taskOf, type Envelope } from '../../../lib/run/envelope';
import { schemas } from '../../../lib/run/schemas';
import { compileValidator } from '../../../lib/config/validator';
import { resultOf } from './results';

const corrId = '00000000-0000-4000-8000-000000000001';
const fits = compileValidator(schemas.envelope);
const envelope = (over: Partial<Envelope> = {}): Envelope => ({ ...bareEnvelope('A', corrId, 0, null, null), ...over });

interface Printed {
  readonly text: string;
  readonly kept: readonly string[];
  readonly value: Envelope;
}
function print(over: Partial<Envelope>): Printed {
  const kept: string[] = [];
  const text = renderEnvelope(envelope(over), (whole) => {
    kept.push(whole);
    return '/runs/1.data.json';
  });
  const value: Envelope = JSON.parse(text);
  return { text, kept, value };
}
const bytes = (text: string): number => Buffer.byteLength(text);
const task = (index: number, over: Partial<Envelope['tasks'][number]> = {}): Envelope['tasks'][number] => ({
  ...taskOf(resultOf(`Noun.Verb${index}`), undefined),
  ...over,
});

describe('a document that is small enough', () => {
  it('is one line and whole', () => {
    const { text, kept, value } = print({ data: { a: [1, 2] } });
    expect(text.split('\n')).toHaveLength(2);
    expect(value).toEqual(envelope({ data: { a: [1, 2] } }));
    expect(kept).toEqual([]);
  });

  it('may have exactly 4096 bytes', () => {
    const room = envelopeLimit - bytes(`${JSON.stringify(envelope({ data: '' }))}\n`);
    expect(print({ data: 'x'.repeat(room) }).kept).toHaveLength(0);
    expect(print({ data: 'x'.repeat(room + 1) }).kept).toHaveLength(1);
  });

  it('fits its schema', () => {
    const error = errorOf(unwritable({ path: '/a', reason: 'no' }));
    expect(fits(envelope({ error, tasks: [task(1), task(2, { steps: [] })] }))).toBe(true);
  });
});

describe('a document that is too large', () => {
  const data = {
    list: Array.from({ length: 900 }, (_, index) => `item ${index}`),
    map: { a: 1, b: 2 },
    text: 'é'.repeat(200),
    count: 3,
    none: null,
    yes: true,
  };

  it('is put into a file whole, and printed in its shape', () => {
    const { text, kept, value } = print({ data });
    expect(bytes(text)).toBeLessThanOrEqual(envelopeLimit);
    expect(JSON.parse(kept[0] ?? '')).toEqual(envelope({ data }));
    expect(value).toMatchObject({
      data: { list: { count: 900 }, map: { keys: 2 }, text: 'é'.repeat(80), count: 3, none: null, yes: true },
      data_file: '/runs/1.data.json',
    });
    expect(fits(value)).toBe(true);
  });

  it.each([
    ['a list', Array.from({ length: 2000 }, () => 'abc'), { count: 2000 }],
    ['a text', 'x'.repeat(5000), null],
  ])('has the shape of %s', (_name, large, shape) => {
    expect(print({ data: large }).value.data).toEqual(shape);
  });

  it('says of 500 tasks which did not go well', () => {
    const tasks = Array.from({ length: 500 }, (_, index) =>
      task(index, index % 50 === 7 ? { state: 'failed', status: 506 } : {}),
    );
    const { text, value } = print({ data, tasks });
    expect(bytes(text)).toBeLessThanOrEqual(envelopeLimit);
    expect(value.tasks.map(({ task: name }) => name)).toEqual(
      [7, 57, 107, 157, 207].map((index) => `Noun.Verb${index}`),
    );
  });

  it('keeps the code of a fault whose message has no end', () => {
    const error = errorOf(unwritable({ path: '/a', reason: '€'.repeat(9000) }));
    const { text, value } = print({ error, success: false, exit_code: 506 });
    expect(bytes(text)).toBeLessThanOrEqual(envelopeLimit);
    expect(value.error).toMatchObject({ code: 'SYS004', data: null });
  });

  it.each([
    [
      'reasons',
      {
        tasks: Array.from({ length: 5 }, (_, index) =>
          task(index, { state: 'partial', status: 205, reason: 'r'.repeat(2000) }),
        ),
      },
    ],
    ['names on the line', { task: 'Noun.Verb '.repeat(500), data: null }],
    ['way out', { error: errorOf(unwritable({ path: `/${'p'.repeat(5000)}`, reason: 'no' })) }],
  ])('stays within the limit with long %s', (_name, over) => {
    expect(bytes(print({ data, ...over }).text)).toBeLessThanOrEqual(envelopeLimit);
  });
});

describe('tasks that take the place of others', () => {
  const redefined = (count: number): NonNullable<Envelope['redefined']> =>
    Array.from({ length: count }, (_, index) => ({ task: `N.V${index}`, file: '/b/x.js', instead_of: '/a/x.js' }));
  const error = errorOf(unwritable({ path: '/a', reason: 'no' }));

  it('are cut before what failed is', () => {
    const tasks = Array.from({ length: 60 }, (_, index) => task(index, index === 59 ? { state: 'failed' } : {}));
    const { text, value } = print({ task: 'All', tasks, error, redefined: redefined(60) });
    expect(bytes(text)).toBeLessThanOrEqual(envelopeLimit);
    expect(value).toMatchObject({ task: 'All', error: { ...error, data: null }, tasks: [{ task: 'Noun.Verb59' }] });
    expect(fits(value)).toBe(true);
  });

  it('are told where there is room, the first five', () => {
    expect(print({ data: 'x'.repeat(5000), redefined: redefined(60) }).value.redefined).toEqual(redefined(5));
  });
});

it('keeps the code of the fault where the way to the whole takes all the room', () => {
  const error = errorOf(unwritable({ path: '/a', reason: 'no' }));
  const tasks = Array.from({ length: 5 }, (_, index) => task(index, { state: 'failed', why: 'w'.repeat(900) }));
  const text = renderEnvelope(envelope({ error, tasks, data: 'x'.repeat(5000) }), () => `/${'p'.repeat(3400)}`);
  expect(bytes(text)).toBeLessThanOrEqual(envelopeLimit);
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'SYS004' } });
  expect(fits(JSON.parse(text))).toBe(true);
});

it('says why of tasks in few words where there is little room', () => {
  const tasks = Array.from({ length: 5 }, (_, index) => task(index, { state: 'failed', why: 'w'.repeat(900) }));
  expect(print({ tasks }).value.tasks.map(({ why }) => why?.length)).toEqual([500, 500, 500, 500, 500]);
});

it('is never cut in a dry run, which writes no file', () => {
  const { text, kept } = print({ dry_run: true, data: 'x'.repeat(9000) });
  expect(bytes(text)).toBeGreaterThan(9000);
  expect(kept).toEqual([]);
});

describe('a task of the document', () => {
  it('has whole milliseconds and no steps in a real run', () => {
    expect(taskOf(resultOf('A', { reason: 'r' }), undefined)).toEqual({
      task: 'A',
      state: 'succeeded',
      status: 0,
      duration_ms: 13,
      reason: 'r',
    });
  });

  it('took what all its turns took', () => {
    const earlier = [{ startMs: 0, durationMs: 100, waitMs: 0 }];
    expect(taskOf(resultOf('A', { earlier }), undefined)).toMatchObject({ duration_ms: 113 });
  });

  it('has its steps in a dry run, also when there are none', () => {
    const step = { kind: 'remove', path: '/a' } as const;
    expect(taskOf(resultOf('A'), [step])).toMatchObject({ steps: [step] });
    expect(taskOf(resultOf('A'), [])).toMatchObject({ steps: [] });
  });
});

describe('a line that could not be read', () => {
  it('is answered with its fault', () => {
    const fault = unwritable({ path: '/a', reason: 'no' });
    const bare = bareEnvelope('A B', corrId, 506, null, fault);
    expect(bare).toMatchObject({ success: false, exit_code: 506, error: { code: 'SYS004' }, tasks: [] });
    expect(fits(bare)).toBe(true);
    expect(bareEnvelope('', corrId, 0, 1, null)).toMatchObject({ success: true, data: 1, error: null });
  });

  it.each([
    [['A', '--json'], true],
    [['-Json', 'A'], true],
    [['--json=true'], true],
    [['--JSON'], true],
    [['??'], true],
    [['--json=false'], false],
    [['A', '--', '--json'], false],
    [['--jsonx'], false],
    [['json'], false],
    [[], false],
  ])('asks for JSON or not: %j', (argv, json) => {
    expect(wantsJson(argv)).toBe(json);
  });
});
