import { giveStates, takeStates } from '../../../../lib/run/checkpoint/states';
import type { Hooks } from '../../../../lib/run/hooks';
import { faultWith } from '../../config/world';

const exporting = (file: string, state: unknown): { readonly file: string; readonly hooks: Hooks } => ({
  file,
  hooks: { exportState: () => state },
});

it('each file gets its own state back, as it went through the checkpoint', async () => {
  const states = takeStates([exporting('/a/hooks.js', { a: 1 }), { file: '/b/hooks.js', hooks: {} }, exporting('/c/hooks.js', [2])]); // prettier-ignore
  const got: unknown[] = [];
  const importing = (file: string): { readonly file: string; readonly hooks: Hooks } => ({
    file,
    hooks: { importState: (state) => got.push([file, state]) },
  });
  const told: unknown[] = [];
  const onCall = (hook: string | undefined): unknown => told.push(hook);
  await giveStates(['/c/hooks.js', '/b/hooks.js', '/a/hooks.js'].map(importing), states ?? {}, onCall);
  expect(told).toEqual(['importState (hooks.js)', undefined, 'importState (hooks.js)', undefined]);
  expect(got).toEqual([
    ['/c/hooks.js', [2]],
    ['/a/hooks.js', { a: 1 }],
  ]);
});

it('there is none where no hook keeps any', () => {
  expect(takeStates([{ file: '/a/hooks.js', hooks: { importState: () => undefined } }])).toBeUndefined();
});

it.each<readonly [string, unknown, string]>([
  ['a promise', Promise.resolve(1), 'it is a Promise'],
  ['a map', { seen: new Map() }, 'seen is a Map'],
  ['what is no number', { seen: [NaN] }, 'seen[0] is NaN'],
])('%s is refused: a resumed run would get something else', (_, state, reason) => {
  expect(() => takeStates([exporting('/a/hooks.js', state)])).toThrow(
    faultWith({ code: 'RUN066', exit: 500, data: { file: '/a/hooks.js', reason } }),
  );
});
