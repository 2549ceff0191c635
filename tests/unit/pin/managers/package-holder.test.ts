import { packageHolder } from '../../../../lib/pin/npm/package-holder';

it.each([
  ['demo/node_modules/a/package.json', 'demo/node_modules'],
  ['demo/node_modules/@s/a/package.json', 'demo/node_modules/@s'],
  ['demo/node_modules/demo/node_modules/a/package.json', 'demo/node_modules/demo/node_modules'],
  ['@s/demo/node_modules/demo/package.json', '@s/demo/node_modules'],
  ['demo/node_modules/a/node_modules', 'demo/node_modules'],
  ['demo/node_modules/@s/a/node_modules', 'demo/node_modules/@s'],
])('has the folder stand for a dependency: %s', (path, holder) => {
  expect(packageHolder('/t/npm/', `/t/npm/${path}`)).toBe(`/t/npm/${holder}`);
});

it.each([
  'demo/node_modules',
  'demo/node_modules/demo/package.json',
  'demo/node_modules/demo/node_modules',
  '@s/demo/node_modules/@s/demo/package.json',
  'demo/package-lock.json',
  'demo/node_modules/demo/cli.js',
  'demo/package.json',
  'demo',
])('has %s stand for itself', (path) => {
  expect(packageHolder('/t/npm/', `/t/npm/${path}`)).toBe(`/t/npm/${path}`);
});
