import { execFileSync } from 'node:child_process';
import { readdirSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { oracleBin } from '../support/oracles';
import { createWheelIndex } from '../support/packages/wheels';
import { documentOf } from '../support/sandbox';
import { bringSharedPip } from '../support/shared-pip';
import { createToolHome, type ToolHome } from '../support/tool-home';

const wheel = 'demo_py-1.0.0-py3-none-any.whl';
/** A build number has it come before the one of the lock. */
const newer = 'demo_py-1.0.0-9-py3-none-any.whl';

let home: ToolHome;
beforeAll(async () => {
  home = await createToolHome();
  bringSharedPip(home);
  home.wheels.publish('demo-py', '1.0.0');
  for (const folder of ['evil', 'evil-newer']) {
    const evil = createWheelIndex(home.path(folder));
    evil.publish('demo-py', '1.0.0');
    evil.tamper('demo-py', '1.0.0');
  }
  renameSync(home.path('evil-newer/demo-py', wheel), home.path('evil-newer/demo-py', newer));
});
afterAll(() => home.close());

const lockFile = '.config/clistack/pins.lock.json';
const say = (manager: string): string =>
  execFileSync(home.path('.local/share/clistack/tools', manager, 'demo-py/bin/demo-py'), { encoding: 'utf8' }).trim();

async function end(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const { exit_code, error } = documentOf(await home.clistack([...args, '--json'], { env }));
  return `${exit_code} ${(error as { readonly code?: string } | null)?.code ?? ''}`.trim();
}

/** Locks a tool, then installs it under other settings of the user's: how that ended, and what the tool says. */
async function install(manager: string, env: Readonly<Record<string, string>>, settings = ''): Promise<string> {
  const plain = { UV_DEFAULT_INDEX: home.wheels.url };
  for (const path of [`.local/share/clistack/tools/${manager}/demo-py`, '.cache/uv', '.config/uv', lockFile])
    rmSync(home.path(path), { recursive: true, force: true });
  home.config({ tools: { [manager]: ['demo-py'] }, pins: { [manager]: { 'demo-py': '1.0.0' } } });
  expect(await end(['Pin.Lock', '--from', 'config'], plain)).toBe('0');
  home.write('.config/uv/uv.toml', settings);
  const ended = await end(['Pin.Sync'], { ...plain, ...env });
  return ended === '0' ? say(manager) : ended;
}

const right = 'demo-py 1.0.0';

describe.each(['pipx', 'uv'])('a package in the environment of a tool of %s that no lock names', (manager) => {
  const project = `.local/share/clistack/tools/${manager}/demo-py`;
  const environment = `${project}/${manager === 'pipx' ? 'venvs' : 'tools'}/demo-py`;
  const plain = { UV_DEFAULT_INDEX: '' };
  const others = (): readonly string[] => {
    const lib = home.path(environment, 'lib');
    const folders = readdirSync(lib).flatMap((python) => readdirSync(join(lib, python, 'site-packages')));
    return folders.filter((name) => name.endsWith('.dist-info') && !name.startsWith('demo_py-')).sort();
  };
  const call = (program: string, ...args: readonly string[]): string =>
    execFileSync(join(oracleBin, program), args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...home.env, ...plain, HOME: home.home, ...ofTools() },
    });
  const ofTools = (): Readonly<Record<string, string>> => ({
    PIPX_HOME: home.path(project),
    PIPX_BIN_DIR: home.path(project, 'bin'),
    PIPX_SHARED_LIBS: home.path('.local/share/clistack/tools/pipx/.shared/libs'),
    PIPX_DEFAULT_BACKEND: 'pip',
    UV_TOOL_DIR: home.path(project, 'tools'),
    UV_TOOL_BIN_DIR: home.path(project, 'bin'),
  });

  beforeAll(async () => {
    plain.UV_DEFAULT_INDEX = home.wheels.url;
    home.wheels.publish('mark-down', '1.0.0');
    home.wheels.publish('rich-py', '1.0.0', { requires: ['mark-down'] });
    expect(await install(manager, {})).toBe(right);
  });

  it('is none as it was installed', async () => {
    expect([await end(['Pin.DriftFail'], plain), others()]).toEqual(['0', []]);
  });

  it('is drift when it came in by pip, and is gone after Pin.Sync', async () => {
    const python = home.path(environment, 'bin/python');
    call('uv', 'pip', 'install', '--quiet', '--python', python, 'rich-py');
    expect(others()).toEqual(['mark_down-1.0.0.dist-info', 'rich_py-1.0.0.dist-info']);
    expect(await end(['Pin.DriftFail'], plain)).toBe('203');
    expect([await end(['Pin.Sync'], plain), await end(['Pin.DriftFail'], plain), others()]).toEqual(['0', '0', []]);
    expect(say(manager)).toBe(right);
  });

  it(`is the user's where ${manager} put it there, and he is told of it, also when it goes`, async () => {
    if (manager === 'pipx') call('pipx', 'inject', 'demo-py', 'rich-py');
    else call('uv', 'tool', 'install', '--with', 'rich-py', 'demo-py==1.0.0');
    expect(others()).toEqual(['mark_down-1.0.0.dist-info', 'rich_py-1.0.0.dist-info']);
    const looked = await home.clistack(['Pin.DriftFail'], { env: plain });
    expect([looked.status, looked.stdout + looked.stderr]).toEqual([0, expect.stringContaining('rich-py')]);
    expect((await home.clistack(['Pin.Sync'], { env: plain })).status).toBe(0);
    expect(others()).toHaveLength(2);

    home.wheels.publish('demo-py', '2.0.0');
    home.config({ tools: { [manager]: ['demo-py'] }, pins: { [manager]: { 'demo-py': '2.0.0' } } });
    const moved = await home.clistack(['Pin.Sync'], { env: plain });
    expect([moved.status, moved.stderr]).toEqual([0, expect.stringContaining('rich-py')]);
    expect([await end(['Pin.DriftFail'], plain), others()]).toEqual(['0', []]);
  });
});

describe('another file of the locked version in a folder of the user, which would come before the locked one', () => {
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['a variable', { PIP_FIND_LINKS: 'evil-newer/demo-py' }],
    ['a variable (with the same name)', { PIP_FIND_LINKS: 'evil/demo-py' }],
    ['the settings of pip', { PIP_CONFIG_FILE: 'pip.conf' }],
  ])('is not installed by pipx when %s has it', async (_, names) => {
    home.write('pip.conf', `[global]\nfind-links = ${home.path('evil-newer/demo-py')}\n`);
    const env = Object.fromEntries(Object.entries(names).map(([name, path]) => [name, home.path(path)]));
    expect(await install('pipx', env)).toBe(right);
  });

  it('is not installed by uv when a variable has it', async () => {
    expect(await install('uv', { UV_FIND_LINKS: home.path('evil-newer/demo-py') })).toBe(right);
  });

  it('is not installed by uv when its settings have it', async () => {
    expect(await install('uv', {}, `find-links = ["${home.path('evil-newer/demo-py')}"]\n`)).toBe(right);
  });
});

describe('settings of uv that forbid wheels', () => {
  const forbidding = async (settings: string): Promise<string> => {
    rmSync(home.path(lockFile), { force: true });
    rmSync(home.path('.local/share/clistack/tools/uv/demo-py'), { recursive: true, force: true });
    home.config({ tools: { uv: ['demo-py'] }, pins: { uv: { 'demo-py': '1.0.0' } } });
    home.write('.config/uv/uv.toml', settings);
    const { stderr } = await home.clistack(['UvInstall'], { env: { UV_DEFAULT_INDEX: home.wheels.url } });
    home.write('.config/uv/uv.toml', '');
    return stderr;
  };

  it.each([
    ['no-binary = true\n', 'all packages'],
    ['no-binary-package = ["demo-py"]\n', 'demo-py'],
    ['[pip]\nno-binary = [":all:"]\n', 'all packages'],
  ])('are named where nothing can be installed for them: %j', async (settings, what) => {
    const said = await forbidding(settings);
    expect(said).toContain(`its settings forbid the wheels of ${what} (no-binary)`);
    expect(said).toContain('take no-binary and no-binary-package out of uv.toml');
  });
});

describe('where uv alone knows the way to the right file', () => {
  const onlyIn = (...folders: readonly string[]): string =>
    `no-index = true\nfind-links = [${folders.map((one) => JSON.stringify(home.path(one, 'demo-py'))).join(', ')}]\n`;

  it('installs that', async () => {
    expect(await install('uv', {}, onlyIn('simple'))).toBe(right);
  });

  it('repairs what was damaged by what uv has kept, which the damage did not reach', async () => {
    expect(await install('uv', {}, onlyIn('simple'))).toBe(right);
    const environment = home.path('.local/share/clistack/tools/uv/demo-py/tools/demo-py/lib');
    const [python = ''] = readdirSync(environment);
    truncateSync(join(environment, python, 'site-packages/demo_py/__init__.py'));
    expect(await end(['Pin.DriftFail'], {})).toBe('203');
    expect([await end(['Pin.Sync'], {}), await end(['Pin.DriftFail'], {}), say('uv')]).toEqual(['0', '0', right]);
  });

  it('refuses another one that uv takes', async () => {
    expect(await install('uv', {}, onlyIn('evil-newer', 'simple'))).toBe('504 PIN012');
  });
});
