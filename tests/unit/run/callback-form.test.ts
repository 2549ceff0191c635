import { expectsCallback } from '../../../lib/run/callback-form';

const written: readonly ((...given: never) => unknown)[] = [
  (done: unknown) => done,
  function (cb: unknown) {
    return cb;
  },
  { run: (callback: unknown) => callback }.run,
  {
    run(next: unknown) {
      return next;
    },
  }.run,
  (context: unknown, done: unknown) => [context, done],
];

const plain: readonly ((...given: never) => unknown)[] = [
  () => 1,
  (context: unknown) => context,
  ({ done }: { readonly done: unknown }) => done,
  // Awaited, so nothing of it can be lost.
  async (done: unknown) => Promise.resolve(done),
  async function (done: unknown) {
    return Promise.resolve(done);
  },
  {
    run(context: unknown) {
      return context;
    },
  }.run,
];

it.each(written)('sees that %s waits for a callback that nobody calls', (run) => {
  expect(expectsCallback(run)).toBe(true);
});

it('sees it without brackets too', () => {
  const judge = (run: (done: unknown) => unknown): boolean => expectsCallback(run);
  // prettier-ignore
  expect(judge(done => done)).toBe(true);
});

it.each(plain)('lets %s alone', (run) => {
  expect(expectsCallback(run)).toBe(false);
});
