import { chooseConfigFile, userConfigFile, type ChosenFile } from '../../../lib/config/choose-file';
import { createMemorySystem, type MemoryOptions } from '../../../lib/system/memory';
import { faultWith } from './world';

const own = '/home/ada/.config/clistack/toolstack.config.json';
const near = '/home/ada/src/app/toolstack.config.json';
const above = '/home/ada/src/toolstack.config.json';

const choose = (paths: readonly string[], options: MemoryOptions = {}, named?: string): ChosenFile => {
  const files = Object.fromEntries(paths.map((path) => [path, '{}']));
  return chooseConfigFile(createMemorySystem({ cwd: '/home/ada/src/app', files, ...options }), named, '/pkg/c.json');
};
const env = { CLISTACK_CONFIG: '/env.json' };

describe('the config in use is', () => {
  it('the one of --configFile before all others', () => {
    expect(choose(['/n.json', '/env.json', near, own], { env }, '/n.json')).toMatchObject({
      file: '/n.json',
      shipped: false,
    });
  });

  it('the one of CLISTACK_CONFIG before those of folders', () => {
    expect(choose(['/env.json', near, own], { env }).file).toBe('/env.json');
  });

  it('the one in the working folder', () => {
    expect(choose([near, above, own]).file).toBe(near);
  });

  it('the nearest one above it', () => {
    expect(choose([above, '/toolstack.config.json', own]).file).toBe(above);
  });

  it('one at the root', () => {
    expect(choose(['/toolstack.config.json', own]).file).toBe('/toolstack.config.json');
  });

  it("the user's", () => {
    expect(choose([own])).toMatchObject({ file: own, shipped: false });
  });

  it('the shipped one when there is no other', () => {
    expect(choose([])).toEqual({ file: '/pkg/c.json', shipped: true });
  });

  it('not the one of an empty variable', () => {
    expect(choose([own], { env: { CLISTACK_CONFIG: '' } }).file).toBe(own);
  });
});

describe('a named config', () => {
  it('may be relative to the working folder', () => {
    expect(choose(['/home/ada/src/n.json'], {}, '../n.json').file).toBe('/home/ada/src/n.json');
    expect(choose([near], { env: { CLISTACK_CONFIG: 'toolstack.config.json' } }).file).toBe(near);
  });

  it('has to be there, and no other is used in its place', () => {
    expect(() => choose([near, own], {}, '/n.json')).toThrow(
      faultWith({ code: 'CFG002', exit: 502, message: '/n.json, named by --configFile, does not exist' }),
    );
  });

  it('by the variable has to be there too', () => {
    expect(() => choose([near, own], { env })).toThrow(
      faultWith({ code: 'CFG002', exit: 502, message: '/env.json, named by CLISTACK_CONFIG, does not exist' }),
    );
  });
});

describe("the user's config lies", () => {
  it('below XDG_CONFIG_HOME', () => {
    expect(userConfigFile(createMemorySystem({ env: { XDG_CONFIG_HOME: '/x' } }))).toBe(
      '/x/clistack/toolstack.config.json',
    );
  });

  it('below APPDATA on Windows', () => {
    const system = createMemorySystem({ os: 'win32', env: { APPDATA: '/roaming' } });
    expect(userConfigFile(system)).toBe('/roaming/CliStack/toolstack.config.json');
  });
});
