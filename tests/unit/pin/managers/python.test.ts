import type { StackError } from '../../../../lib/kernel/fault';
import { driftedPackages, exposedPrograms, installedPackages } from '../../../../lib/pin/python/environment';
import { readPylock } from '../../../../lib/pin/python/pylock';
import { readRequiredTree, readRequirements, renderRequirements } from '../../../../lib/pin/python/requirements';
import { listUserTools as listPipxTools } from '../../../../lib/pin/pipx/user-tools';
import { listUserTools as listUvTools } from '../../../../lib/pin/uv/user-tools';
import { createMemorySystem, type MemoryOptions } from '../../../../lib/system/memory';
import { memoryWorld, untold } from './world';

const hex = (digit: string): string => digit.repeat(64);
const base64 = (digit: string): string => `sha256-${Buffer.from(hex(digit), 'hex').toString('base64')}`;

describe('requirements with hashes', () => {
  const text = `# made by hand
demo-py==1.0.0 \\
    --hash=sha256:${hex('b')} \\
    --hash=sha256:${hex('a')}
Demo_Lib[extra]==2.0 ; python_version > "3" --hash=sha256:${hex('c')}
--index-url https://x
`;

  it('are read with continued lines, normal names and sorted hashes', () => {
    expect(readRequirements(text)).toEqual([
      { key: 'demo-lib', name: 'demo-lib', version: '2.0', integrity: [base64('c')] },
      { key: 'demo-py', name: 'demo-py', version: '1.0.0', integrity: [base64('a'), base64('b')].sort() },
    ]);
  });

  it('come back from their text as they were', () => {
    const packages = readRequirements(text);
    expect(readRequirements(renderRequirements(packages))).toEqual(packages);
  });

  it('are the tree of a tool in it, whatever separates its words', () => {
    expect(readRequiredTree(text, 'Demo.Py')).toMatchObject({ tool: 'Demo.Py', version: '1.0.0' });
    expect(readRequiredTree(text, 'other')).toBeUndefined();
  });
});

describe('a pylock.toml', () => {
  const wheel = (name: string, digit: string, time = ''): string =>
    `{ url = "https://x/${name}.whl"${time}, size = 1, hashes = { sha256 = "${hex(digit)}" } }`;
  const text = `lock-version = "1.0"

[[packages]]
name = "Demo_Py"
version = "1.0.0"
sdist = { url = "https://x/demo.tar.gz", hashes = { sha256 = "${hex('f')}" } }
wheels = [
    ${wheel('two', 'b', ', upload-time = 2026-02-02T00:00:00Z')},
    ${wheel('one', 'a', ', upload-time = 2026-01-01T00:00:00Z')},
]

[[packages]]
name = "bare"
version = "2.0.0"

[[packages]]
name = "only"
version = "3.0.0"
wheels = [${wheel('only', 'c')}]
`;

  it('names wheels only, and when the first of them came out', () => {
    expect(readPylock(text)).toEqual([
      { key: 'bare', name: 'bare', version: '2.0.0', integrity: [], published: undefined },
      { key: 'demo-py', name: 'demo-py', version: '1.0.0', integrity: [base64('a'), base64('b')].sort(), published: '2026-01-01T00:00:00Z', source: 'https://x/two.whl' },
      { key: 'only', name: 'only', version: '3.0.0', integrity: [base64('c')], published: undefined, source: 'https://x/only.whl' },
    ]); // prettier-ignore
  });
});

describe('an environment', () => {
  const files = {
    '/e/lib/python3.11/site-packages/demo_py-1.0.0.dist-info/METADATA': '',
    '/e/lib/python3.11/site-packages/demo_py/__init__.py': '',
    '/e/bin/demo-py': '',
  };

  it('tells its packages by their metadata', () => {
    expect([...installedPackages(createMemorySystem({ files }), '/e')]).toEqual([['demo-py', '1.0.0']]);
    const windows = { '/e/Lib/site-packages/Demo-1.0.dist-info/METADATA': '' };
    expect([...installedPackages(createMemorySystem({ files: windows }), '/e')]).toEqual([['demo', '1.0']]);
    expect([...installedPackages(createMemorySystem(), '/e')]).toEqual([]);
  });

  it('has drifted where a package is missing or another version is there', () => {
    const locked = (key: string, version: string) => ({ key, name: key, version, integrity: [] });
    const drift = driftedPackages(createMemorySystem({ files }), '/e', [
      locked('demo-py', '1.0.0'),
      locked('lib', '1'),
    ]);
    expect(drift).toEqual(['lib']);
    expect(driftedPackages(createMemorySystem({ files }), '/e', [locked('demo-py', '2.0.0')])).toEqual(['demo-py']);
    expect(driftedPackages(createMemorySystem({ files }), '/e', [locked('demo-py', '1.0')])).toEqual([]);
  });

  it('exposes programs, unless one leads nowhere', () => {
    expect(exposedPrograms(createMemorySystem({ files }), '/e', 'bin')).toEqual([
      { name: 'demo-py', path: 'bin/demo-py' },
    ]);
    expect(
      exposedPrograms(createMemorySystem({ files, links: { '/e/bin/gone': '/gone' } }), '/e', 'bin'),
    ).toBeUndefined();
    expect(exposedPrograms(createMemorySystem(), '/e', 'bin')).toBeUndefined();
  });
});

describe("the user's own tools", () => {
  const metadata = JSON.stringify({
    main_package: { package: 'demo', package_version: '1.0.0', app_paths: [{ __Path__: '/v/bin/demo' }, {}] },
  });

  it.each([
    ['/home/ada/.local/share/pipx', {}],
    ['/home/ada/.local/pipx', {}],
    ['/data/pipx', { XDG_DATA_HOME: '/data' }],
    ['/own', { PIPX_HOME: '/own' }],
  ])('of pipx are found in %s', (home, env) => {
    const files = {
      [`${home}/venvs/demo/pipx_metadata.json`]: metadata,
      [`${home}/venvs/broken/pipx_metadata.json`]: '{',
    };
    const told: string[] = [];
    const tell = ({ data }: StackError): void => void told.push(String(data['path']));
    expect(listPipxTools(memoryWorld({ files, env }), tell)).toEqual([
      { tool: 'demo', version: '1.0.0', owner: 'user', folder: `${home}/venvs/demo`, programs: [{ name: 'demo', path: '/v/bin/demo' }] },
    ]); // prettier-ignore
    expect(told).toEqual([`${home}/venvs/broken/pipx_metadata.json`]);
  });

  it.each<readonly [string, MemoryOptions]>([
    ['/home/ada/.local/share/uv/tools', {}],
    ['/own', { env: { UV_TOOL_DIR: '/own' } }],
    ['/home/ada/.local/share/uv/tools', { os: 'darwin' }],
    ['/home/ada/Library/Application Support/uv/tools', { os: 'darwin' }],
    ['/home/ada/AppData/Roaming/uv/tools', { os: 'win32' }],
    ['/home/ada/AppData/Roaming/uv/data/tools', { os: 'win32' }],
    ['/roaming/uv/tools', { os: 'win32', env: { APPDATA: '/roaming' } }],
  ])('of uv are found in %s', (root, machine) => {
    const files = {
      [`${root}/demo/uv-receipt.toml`]:
        'entrypoints = [\n  { name = "demo", install-path = "/b/demo", from = "demo" },\n]',
      [`${root}/demo/lib/python3.12/site-packages/demo-1.0.0.dist-info/METADATA`]: '',
      [`${root}/.lock`]: '',
    };
    expect(listUvTools(memoryWorld({ ...machine, home: '/home/ada', files }), untold)).toEqual([
      { tool: 'demo', version: '1.0.0', owner: 'user', folder: `${root}/demo`, programs: [{ name: 'demo', path: '/b/demo' }] },
    ]); // prettier-ignore
  });

  it('of pipx are those of its old place where it is there, as pipx has it', () => {
    const homes = ['/home/ada/.local/pipx', '/home/ada/.local/share/pipx'];
    const files = Object.fromEntries(homes.map((home) => [`${home}/venvs/demo/pipx_metadata.json`, metadata]));
    expect(listPipxTools(memoryWorld({ files }), untold)).toMatchObject([{ folder: `${homes[0] ?? ''}/venvs/demo` }]);
  });

  it('are none where neither was ever used', () => {
    expect([listPipxTools(memoryWorld(), untold), listUvTools(memoryWorld(), untold)]).toEqual([[], []]);
  });
});
