import { asFault } from '../../../lib/kernel/as-fault';
import { goThe, runTasks, type Plan } from './run-tasks';

const no = (): never => {
  throw new Error('do not look');
};
/** Things that throw when somebody looks at them. */
const things: readonly [string, () => unknown][] = [
  ['an object whose message throws', () => Object.defineProperty({}, 'message', { get: no })],
  ['an error whose stack throws', () => Object.defineProperty(new Error('x'), 'stack', { get: no })],
  ['an object whose name throws', () => Object.defineProperty({}, 'name', { get: no })],
  ['an object whose code throws', () => Object.defineProperty({}, 'code', { get: no })],
  ['a proxy all of whose traps throw', () => new Proxy({}, { get: no, has: no, getPrototypeOf: no })],
];
/** A promise that throws when it is awaited. */
const trapped = (): unknown => Object.defineProperty(Promise.resolve(1), 'constructor', { get: no });

function throwing(thing: () => unknown): () => never {
  return () => {
    throw thing();
  };
}

describe.each(['short', 'long'] as const)('on the %s way', (way) => {
  beforeEach(() => {
    goThe(way);
  });
  afterEach(() => {
    goThe('short');
  });

  describe.each(things)('%s', (_, thing) => {
    const plans: readonly [string, Plan][] = [
      ['thrown', { run: throwing(thing) }],
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- that is what is tested
      ['as the reason of a rejection', { run: () => Promise.reject(thing()) }],
      ['thrown by `if`', { if: throwing(thing), run: () => 1 }],
      ['thrown by `done`', { done: throwing(thing), run: () => 1 }],
    ];
    it.each(plans)('%s is a failure of its task, and the others run', async (_title, plan) => {
      const ran = await runTasks({ A: ['Bad?', 'Ok'], Bad: plan, Ok: [] }, ['A']);
      expect(ran.states).toEqual({ Bad: 'failed', Ok: 'succeeded', A: 'succeeded' });
      expect(ran.status).toBe(201);
      expect(ran.of('Bad').error).toMatchObject({ code: 'RUN500', exit: 500 });
    });
  });

  const answers: readonly [string, () => unknown][] = [
    ['a promise that throws when it is awaited', trapped],
    ['an object whose `then` throws', () => Object.defineProperty({}, 'then', { get: no })],
    ['a proxy all of whose traps throw', () => new Proxy({}, { get: no, has: no })],
  ];
  it.each(answers)('%s as an answer is a failure of its task', async (_, answer) => {
    const ran = await runTasks({ A: ['Bad?', 'Ok'], Bad: { run: answer }, Ok: [] }, ['A']);
    expect(ran.states).toEqual({ Bad: 'failed', Ok: 'succeeded', A: 'succeeded' });
  });
});

describe('a fault that was made by hand', () => {
  const whole = { name: 'StackError', code: 'X', exit: 504, message: 'it is', fix: 'y', data: {} };

  it('is as good as one of ours when it has all of it', () => {
    expect(asFault('A', whole)).toBe(whole);
  });

  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  it.each([
    ['green', { exit: 0 }],
    ['half green', { exit: 201 }],
    ['with a status nobody knows', { exit: 512 }],
    ['without a next step', { fix: undefined }],
    ['without data', { data: undefined }],
    ['with data no document can hold', { data: circle }],
  ])('%s is a bug', (_, fields) => {
    expect(asFault('A', { ...whole, ...fields })).toMatchObject({ code: 'RUN500', exit: 500 });
  });
});
