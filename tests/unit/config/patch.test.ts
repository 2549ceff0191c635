import { patchConfig, patchText, type ConfigChange } from '../../../lib/config/patch';
import { makeWorld, userConfig } from './world';

const pin = (tool: string, value: string): ConfigChange => ({ kind: 'set', keys: ['pins', 'npm', tool], value });
const tool = (value: string, ...list: readonly string[]): ConfigChange => ({
  kind: 'add',
  keys: ['tools', 'npm'],
  value,
  list,
});

it('sets one value and keeps comments, order and blanks', () => {
  const text = `{
  // why we pin
  "version": 1,
  "pins": {
    "npm": {
      "prettier": "3.6.2", // until the next formatting day
      "eslint":   "^9"
    }
  }, /* the end */
  "logs": { "keepDays": 20 }
}
`;
  expect(patchText(text, [pin('prettier', '3.7.0')])).toBe(text.replace('3.6.2', '3.7.0'));
});

it('makes the objects on the way to a new value', () => {
  expect(JSON.parse(patchText('{ "version": 1 }', [pin('@scope/a', '1.10')]))).toEqual({
    version: 1,
    pins: { npm: { '@scope/a': '1.10' } },
  });
});

it('adds to a list of the file, between its comments', () => {
  const text = '{\n  "tools": { "npm": [\n    "prettier" // formats\n  ] }\n}\n';
  const patched = patchText(text, [tool('eslint', 'prettier')]);
  expect(patched).toContain('// formats');
  expect(JSON.parse(patched.replace('// formats', ''))).toEqual({ tools: { npm: ['prettier', 'eslint'] } });
});

it.each([
  [
    'a list',
    '{ "tools": { "npm": [\n  "a" // first\n] } }',
    tool('b', 'a'),
    '{ "tools": { "npm": [\n  "a", // first\n  "b"\n] } }',
  ],
  [
    'an object',
    '{ "pins": { "npm": {\n  "a": "1" // first\n} } }',
    pin('b', '2'),
    '{ "pins": { "npm": {\n  "a": "1", // first\n  "b": "2"\n} } }',
  ],
  [
    'the file',
    '{\n  "version": 1 // one\n}\n',
    pin('b', '2'),
    '{\n  "version": 1, // one\n  "pins": {\n    "npm": {\n      "b": "2"\n    }\n  }\n}\n',
  ],
] as const)('leaves the comment behind the last value of %s where it belongs', (_, text, change, expected) => {
  expect(patchText(text, [change])).toBe(expected);
});

it('names all of a list that another file gave', () => {
  expect(JSON.parse(patchText('{}', [tool('eslint', 'prettier')]))).toEqual({ tools: { npm: ['prettier', 'eslint'] } });
});

it('keeps tabs and the line ends of Windows', () => {
  const patched = patchText('{\r\n\t"version": 1\r\n}\r\n', [pin('a', '1.0.0')]);
  expect(patched).toContain('\r\n\t"pins": {\r\n\t\t"npm": {');
  expect(patched.replaceAll('\r\n', '')).not.toContain('\n');
});

it('starts a file of the user where the shipped default is in use', () => {
  const { system, paths } = makeWorld();
  expect(patchConfig(system, paths, [pin('a', '1.0.0')])).toBe(userConfig);
  const text = system.files.read(userConfig).toString('utf8');
  expect(text).toContain('// Everything has a default');
  expect(text).toContain('"a": "1.0.0"');
});

it('writes where a linked config leads to', () => {
  const { system, paths } = makeWorld({
    files: { '/home/ada/dotfiles/toolstack.json': '{ "version": 1 }' },
    links: { [userConfig]: '/home/ada/dotfiles/toolstack.json' },
  });
  expect(patchConfig(system, paths, [pin('a', '1.0.0')])).toBe('/home/ada/dotfiles/toolstack.json');
  expect(system.links.read(userConfig)).toBe('/home/ada/dotfiles/toolstack.json');
});
