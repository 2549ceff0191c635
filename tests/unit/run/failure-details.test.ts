import { asFault } from '../../../lib/kernel/as-fault';
import { unknownTask } from '../../../lib/kernel/faults';
import { createRedactor } from '../../../lib/log/redactor';
import { failureDetails } from '../../../lib/run/failure-details';
import { childFailed } from '../../../lib/system/faults';

const asItIs = (value: unknown): unknown => value;
const no = (): never => {
  throw new Error('do not look');
};
const failed = (stderr: string): ReturnType<typeof childFailed> =>
  childFailed({ command: 'sh', args: ['-c', 'x'], exitCode: 3, signal: null, stderr });

it('what the text of a fault says already is not said again', () => {
  // Thrown by the engine: no file of the user's stands in its stack, as the one of the test would.
  const refusal = Object.assign(unknownTask({ name: 'Nope', referrer: null, suggestions: [] }), { stack: '' });
  expect(failureDetails(refusal, asItIs)).toBe('');
  const lines = failureDetails(failed('one\ntwo\n'), asItIs);
  expect(lines).toMatch(/^ {2}args: \["-c","x"\]\n {2}stderr:\n {4}one\n {4}two\n/);
});

it('a secret of several lines is masked where it is set in', () => {
  const redactor = createRedactor();
  redactor.add('a\nb\nc\nd');
  expect(failureDetails(failed('x a\nb\nc\nd y\n'), redactor.value)).toContain('  stderr: x [secret] y\n');
});

it('what cannot be read is left out, and the rest is told', () => {
  const odd = Object.defineProperty(new Error('odd'), 'stack', { get: no });
  const thrown = new Error('no luck', { cause: new AggregateError([new Error('one'), odd, new Error('two')]) });
  const text = failureDetails(asFault('A', thrown), asItIs);
  expect(text).toMatch(/^Error: no luck\n[^]*\ncaused by AggregateError\b[^]*\ncaused by Error: one\n[^]*\nbeside Error: two\n/);
  expect(text).not.toContain('odd');
}); // prettier-ignore

it('of very many errors the first ten are told', () => {
  const many = new AggregateError(Array.from({ length: 1000 }, (_, index) => new Error(`number ${index}.`)));
  expect(failureDetails(asFault('A', many), asItIs).match(/number \d+\./g)).toHaveLength(10);
  expect(failureDetails(asFault('A', many), asItIs)).toMatch(/number 9\.\n[^]*\nand 990 more errors\n$/);
});

describe('of several errors', () => {
  /** Without their stacks. */
  const said = (thrown: unknown): string => failureDetails(asFault('A', thrown), asItIs).replaceAll(/^ *at .*\n/gm, '');
  const because = (message: string, cause?: unknown): Error => new Error(message, { cause });

  it('each has its own causes directly below it', () => {
    const nested = new AggregateError([because('three', because('why 3')), because('four')], 'two');
    expect(said(new AggregateError([because('one', because('why 1', because('and why'))), nested], 'agg'))).toBe(
      'AggregateError: agg\ncaused by Error: one\n  caused by Error: why 1\n  caused by Error: and why\n' +
        'beside AggregateError: two\n  caused by Error: three\n    caused by Error: why 3\n  beside Error: four\n',
    );
  });

  it('what all of them were caused by comes last', () => {
    expect(
      said(new AggregateError([because('one', because('why'))], 'agg', { cause: because('the real reason') })),
    ).toBe('AggregateError: agg\ncaused by Error: one\n  caused by Error: why\ncaused by Error: the real reason\n');
  });

  it('that hold one another there is an end', () => {
    const round = new AggregateError([], 'agg');
    round.errors.push(because('one', round), because('two', because('why', round)));
    expect(said(round)).toBe('AggregateError: agg\ncaused by Error: one\nbeside Error: two\n  caused by Error: why\n');
    const deep = (depth: number): Error =>
      depth === 0
        ? because('leaf')
        : new AggregateError(
            Array.from({ length: 12 }, () => deep(depth - 1)),
            'agg',
          );
    expect(said(deep(3)).split('\n').length).toBeLessThan(130);
  });
});

it('a cause that is no error is told as a text, however long it is', () => {
  const thrown = new Error('no luck', { cause: { text: 'x'.repeat(1000) } });
  expect(failureDetails(asFault('A', thrown), asItIs)).toContain(`caused by {"text":"${'x'.repeat(1000)}"}\n`);
});
