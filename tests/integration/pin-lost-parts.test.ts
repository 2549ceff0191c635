import { existsSync, rmSync } from 'node:fs';
import { documentOf } from '../support/sandbox';
import { createToolHome, type ToolHome } from '../support/tool-home';

const project = '.local/share/clistack/tools/npm/built';

/** What is there of a tool whose optional parts are these: one is built, one cannot be, and one is of no use without that. */
const whole = { version: '1.0.0', parts: ['part'], note: 'node_modules/unbuilt\n' };

let home: ToolHome;
beforeAll(async () => {
  home = await createToolHome();
  for (const version of ['1.0.0', '2.0.0', '3.0.0', '4.0.0', '5.0.0', '6.0.0']) {
    home.npm.publish('part', version, { more: { scripts: { install: 'exit 0' } } });
    home.npm.publish('unbuilt', version, { more: { scripts: { install: 'exit 1' }, engines: { node: '>=18' } } });
    home.npm.publish('plain', version);
    home.npm.publish('useless', version, { dependencies: { plain: version, unbuilt: version } });
    const optionalDependencies = { part: version, unbuilt: version, useless: version };
    home.npm.publish('built', version, { optionalDependencies });
  }
  expect([await sync('1.0.0'), there()]).toEqual(['0', whole]);
});
afterAll(() => home.close());

function sync(version: string): Promise<string> {
  home.config({ tools: { npm: ['built'] }, pins: { npm: { built: version } } });
  return end('Pin.Sync');
}

async function end(...args: readonly string[]): Promise<string> {
  const { exit_code, error } = documentOf(await home.clistack([...args, '--json']));
  return `${exit_code} ${(error as { readonly code?: string } | null)?.code ?? ''}`.trim();
}

function there(): typeof whole {
  const { version } = JSON.parse(home.read(`${project}/node_modules/built/package.json`)) as {
    readonly version: string;
  };
  const names = ['part', 'unbuilt', 'useless', 'plain'];
  const parts = names.filter((name) => existsSync(home.path(project, 'node_modules', name)));
  return { version, parts, note: home.read(`${project}/left-out.txt`) };
}

it.each([
  ['2.0.0', 'part', 'which has a script'],
  ['3.0.0', 'plain', 'which is of no use without what cannot be built'],
])('%s is refused when other bytes come of %s, %s: the old one stays', async (version, name) => {
  home.npm.tamper(name, version);
  expect([await sync(version), there()]).toEqual(['504 PIN012', whole]);
  const { stderr } = await home.clistack(['Pin.Sync']);
  expect(stderr).toMatch(/built is refused: .*integrity[^]*Pin\.Lock --from config/);
});

it('a new version does not come when a part with a script cannot be had, and the old one stays', async () => {
  home.npm.lose('part', '4.0.0');
  expect([await sync('4.0.0'), there()]).toEqual(['504 PIN011', whole]);
});

it('a new version comes without what cannot be built, and is as pinned', async () => {
  expect([await sync('5.0.0'), there()]).toEqual(['0', { ...whole, version: '5.0.0' }]);
  expect([await end('Pin.Lock'), await end('Pin.DriftFail')]).toEqual(['0', '0']);
});

it('is not put right with other bytes of a part that was lost', async () => {
  rmSync(home.path('.npm'), { recursive: true });
  rmSync(home.path(project, 'node_modules/part'), { recursive: true });
  home.npm.tamper('part', '5.0.0');
  expect([await end('Pin.Sync'), there().parts]).toEqual(['504 PIN012', []]);
});

it('comes from a registry that has nothing kept of what it sends', async () => {
  home.npm.forbidCaching();
  expect([await sync('6.0.0'), there()]).toEqual(['0', { ...whole, version: '6.0.0' }]);
});

it('comes from a lock that does not tell what has to be built: npm builds a binding.gyp by itself', async () => {
  const [version, gyp] = ['7.0.0', '{ "targets": [ { "target_name": "no", "type": "no such type" } ] }'];
  home.npm.publish('headers', version);
  home.npm.publish('gyp', version, { dependencies: { headers: version }, files: { 'binding.gyp': gyp } });
  home.npm.publish('built', version, { optionalDependencies: { gyp: version } });
  home.config({ tools: { npm: ['built'] }, pins: { npm: { built: version } } });
  expect([await end('Pin.Lock', '--from', 'config'), await end('Pin.Sync'), await end('Pin.DriftFail')]).toEqual([
    '0',
    '0',
    '0',
  ]);
  expect(home.read(`${project}/left-out.txt`)).toBe('node_modules/gyp\n');
});
