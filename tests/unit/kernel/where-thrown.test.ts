import { asFault } from '../../../lib/kernel/as-fault';
import { whereThrown } from '../../../lib/kernel/where-thrown';

const thrown = (...frames: readonly string[]): unknown => ({
  message: 'm',
  stack: ['Error: m', ...frames.map((frame) => `    at ${frame}`)].join('\n'),
});
const own = ['/p/dist/bundle', '/p/bin'];

it.each([
  [['Object.run (/mine/a.js:3:11)', 'act (/p/dist/bundle.js:1:2)'], '/mine/a.js:3:11'],
  [['/mine/a.js:3:11'], '/mine/a.js:3:11'],
  [['async /mine/a b (1).js:3:11'], '/mine/a b (1).js:3:11'],
  [['async Object.run (/mine/a.js:3:11)'], '/mine/a.js:3:11'],
  [['new Thing (file:///mine/a%20b.mjs:3:11)'], '/mine/a b.mjs:3:11'],
  [['Object.run (C:\\mine\\a.ts:3:11)'], 'C:\\mine\\a.ts:3:11'],
  [
    ['node:fs:3:1', 'readSync (node:fs:9:9)', 'run (/p/dist/bundle-rest.js:1:9)', 'x (/mine/b.js:1:1)'],
    '/mine/b.js:1:1',
  ],
  [['parse (/mine/node_modules/x/i.js:9:9)', 'Object.run (/mine/a.js:3:11)'], '/mine/a.js:3:11'],
  [['parse (/mine/node_modules/x/i.js:9:9)'], '/mine/node_modules/x/i.js:9:9'],
  [['load (/p/bin/load.js:1:1)', 'run (/p/dist/bundle.js:1:2)'], undefined],
])('finds the place in %j', (frames, place) => {
  expect(whereThrown(thrown(...frames), own)).toBe(place);
});

it.each([[null], ['text'], [{}], [{ stack: 5 }]])('knows no place of %p', (value) => {
  expect(whereThrown(value, own)).toBeUndefined();
});

it('is part of what a bug says of itself', () => {
  expect(asFault('A', new Error('broken')).data).toEqual({
    task: 'A',
    error: 'broken',
    at: expect.stringMatching(/where-thrown\.test\.ts:\d+:\d+$/) as unknown,
  });
});
