import { asFault } from '../../../lib/kernel/as-fault';

const no = (): never => {
  throw new Error('do not look');
};
const messageOf = (thrown: unknown): string => asFault('A', thrown).message;
const refused = (port: number): Error =>
  Object.assign(new Error(`connect ECONNREFUSED ::1:${port}`), { code: 'ECONNREFUSED', syscall: 'connect' });
const because = (cause: unknown, message = 'no luck'): Error => new Error(message, { cause });

describe('what an error was caused by stands behind its message', () => {
  it.each([
    ['an error', because(refused(1)), 'A: no luck: connect ECONNREFUSED ::1:1'],
    ['a chain of them', because(because(refused(1), 'not sent')), 'A: no luck: not sent: connect ECONNREFUSED ::1:1'],
    ['a text', because('the disk is full'), 'A: no luck: the disk is full'],
    ['a number', because(7), 'A: no luck: 7'],
    ['an object', because({ status: 404 }), 'A: no luck: {"status":404}'],
    ['an object with a message', because({ message: 'gone', status: 404 }), 'A: no luck: gone'],
    ['an error with nothing but a code', because(Object.assign(new Error(''), { code: 'EX' })), 'A: no luck: EX'],
    ['a fault', because(asFault('B', new Error('broken'))), 'A: no luck: B: broken'],
  ])('%s', (_, thrown, message) => {
    expect(messageOf(thrown)).toBe(message);
  });

  it.each([
    ['none', because(undefined)],
    ['null', because(null)],
    ['an object that tells nothing', because({})],
    ['an object that is too long to be read', because({ text: 'x'.repeat(1000) })],
    ['an object of which JSON makes nothing', because({ big: 1n })],
  ])('but for %s', (_, thrown) => {
    expect(messageOf(thrown)).toBe('A: no luck');
  });

  it('also where the error itself has no message', () => {
    expect(messageOf(because(refused(1), ''))).toBe('A: connect ECONNREFUSED ::1:1');
    expect(messageOf(because({}, ''))).toBe('A: an error without a message');
  });

  it('is not repeated where the message holds it already', () => {
    const cause = because(refused(1), 'not sent');
    expect(messageOf(because(cause, `failed: ${cause.message}`))).toBe(
      'A: failed: not sent: connect ECONNREFUSED ::1:1',
    );
    expect(messageOf(because(refused(1), 'connect ECONNREFUSED ::1:1'))).toBe('A: connect ECONNREFUSED ::1:1');
  });
});

describe('an error made of several', () => {
  const both = new AggregateError([refused(1), refused(2)], 'none answered');

  it('tells the first of them and how many there are', () => {
    expect(messageOf(both)).toBe('A: none answered: connect ECONNREFUSED ::1:1 (the first of 2 errors)');
  });

  it('says so as a cause as well, as where a name has two addresses', () => {
    const nameless = Object.assign(new AggregateError([refused(1), refused(2)], ''), { code: 'ECONNREFUSED' });
    const text = 'A: fetch failed: connect ECONNREFUSED ::1:1 (the first of 2 errors)';
    expect(messageOf(because(nameless, 'fetch failed'))).toBe(text);
  });

  it('tells what the first was caused by', () => {
    const text = 'A: none answered: not sent: connect ECONNREFUSED ::1:1 (the first of 2 errors)';
    expect(messageOf(new AggregateError([because(refused(1), 'not sent'), 'x'], 'none answered'))).toBe(text);
  });

  it('tells the cause of the whole behind them', () => {
    const whole = (errors: readonly unknown[]): Error =>
      new AggregateError(errors, 'agg', { cause: because('it rains', 'the real reason') });
    expect(messageOf(whole([new Error('one')]))).toBe('A: agg: one; caused by: the real reason: it rains');
    const text = 'A: agg: one: why (the first of 2 errors); caused by: the real reason: it rains';
    expect(messageOf(whole([because('why', 'one'), new Error('two')]))).toBe(text);
    expect(messageOf(whole([]))).toBe('A: agg: the real reason: it rains');
    const first = new Error('one');
    expect(messageOf(new AggregateError([first, 'x'], 'agg', { cause: first }))).toBe(
      'A: agg: one (the first of 2 errors)',
    );
  });

  it('leaves out those that are nothing', () => {
    expect(messageOf(new AggregateError([undefined, new Error('one')], 'agg'))).toBe('A: agg: one');
  });

  it('of one is that one', () => {
    expect(messageOf(new AggregateError([refused(1)], 'none'))).toBe('A: none: connect ECONNREFUSED ::1:1');
    expect(messageOf(new AggregateError([], 'none'))).toBe('A: none');
  });
});

describe('a cause that leads nowhere does not cost the message', () => {
  it('where it is the error itself, or comes round to it', () => {
    const own = because(undefined);
    own.cause = own;
    expect(messageOf(own)).toBe('A: no luck');
    const round = because(because(undefined, 'second'), 'first');
    (round.cause as Error).cause = round;
    expect(messageOf(round)).toBe('A: first: second');
  });

  it('where there is no end of causes', () => {
    const endless = (depth: number): Error => Object.defineProperty(new Error(`at ${depth}.`), 'cause', { get: () => endless(depth + 1) });
    expect(messageOf(endless(0))).toMatch(/^A: at 0\.: at 1\.: /);
    expect(messageOf(endless(0)).length).toBeLessThan(200);
  }); // prettier-ignore

  it.each([
    ['the look at it throws', Object.defineProperty(new Error('no luck'), 'cause', { get: no })],
    ['its message throws', because(Object.defineProperty({}, 'message', { get: no }))],
    ['its code throws', because(Object.defineProperty(new Error(''), 'code', { get: no }))],
    ['it is a proxy all of whose traps throw', because(new Proxy({}, { get: no, has: no, getPrototypeOf: no }))],
    ['its toJSON throws', because({ toJSON: no })],
    ['its errors throw', Object.defineProperty(new AggregateError([], 'no luck'), 'errors', { get: no })],
  ])('where %s', (_, thrown) => {
    const { code, message, cause } = asFault('A', thrown);
    expect([code, message]).toEqual(['RUN500', 'A: no luck']);
    expect(cause).toBe(thrown);
  });
});
