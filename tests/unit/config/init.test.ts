import { initConfig } from '../../../lib/config/init';
import { readDocument } from '../../../lib/config/read-document';
import { createMemorySystem } from '../../../lib/system/memory';
import { faultWith, home, userConfig, validate } from './world';

it("makes the user's config with its folders", () => {
  const system = createMemorySystem();
  expect(initConfig(system, undefined)).toEqual({ file: userConfig });
  expect(system.files.stat(userConfig)).toMatchObject({ kind: 'file', mode: 0o644 });
});

it('makes one that is valid and changes nothing', () => {
  const system = createMemorySystem();
  initConfig(system, undefined);
  const { value, problems } = readDocument(system.files, userConfig);
  expect({ value, problems }).toEqual({ value: { version: 1 }, problems: [] });
  expect(validate(value)).toBe(true);
});

it.each([
  ['~/a/c.json', `${home}/a/c.json`],
  ['/a/c.json', '/a/c.json'],
  ['c.json', '/project/c.json'],
])('makes it where it was told: %s', (named, file) => {
  const system = createMemorySystem({ cwd: '/project' });
  expect(initConfig(system, named)).toEqual({ file });
  expect(system.files.stat(file)?.kind).toBe('file');
});

it('never replaces one', () => {
  const system = createMemorySystem({ files: { [userConfig]: 'mine' } });
  expect(() => initConfig(system, undefined)).toThrow(
    faultWith({ code: 'CFG003', exit: 501, message: `${userConfig} exists already` }),
  );
  expect(system.files.read(userConfig).toString()).toBe('mine');
});

it('never replaces a link that leads nowhere', () => {
  const system = createMemorySystem({ links: { '/c.json': '/gone' } });
  expect(() => initConfig(system, '/c.json')).toThrow(faultWith({ code: 'CFG003' }));
});
