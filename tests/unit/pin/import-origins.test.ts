import { loadSources, proposeImport, type ImportReport } from '../../../lib/pin';
import cargo from '../../../lib/pin/managers/cargo';
import npm from '../../../lib/pin/managers/npm';
import pipx from '../../../lib/pin/managers/pipx';
import uv from '../../../lib/pin/managers/uv';
import { createRealSystem } from '../../../lib/system/real';
import { memoryWorld } from './managers/world';

const sources = loadSources(createRealSystem(), (path) => require(path) as unknown);
const share = '/home/ada/.local/share';

/** What is proposed on a machine with these files, by the managers as they are. */
function propose(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}): ImportReport {
  const world = memoryWorld({ files, links, env: { npm_config_prefix: '/np' } });
  const managers = [cargo, npm, pipx, uv];
  return proposeImport({ world, managers, config: { tools: {}, pins: {} }, lock: undefined }, sources);
}
const pinned = ({ proposals }: ImportReport): readonly string[] =>
  proposals.map(({ manager, tool, pin }) => `${manager}:${tool} ${pin ?? '-'}`);
const left = (report: ImportReport): readonly string[] => report.left.map(({ tool, reason }) => `${tool}: ${reason}`);
const metadata = (main: object): string => JSON.stringify({ main_package: main, pipx_metadata_version: '0.1' });
const venv = (name: string): string => `${share}/pipx/venvs/${name}/pipx_metadata.json`;
const elsewhere = (origin: string): string => `it comes from ${origin}, and a registry may have another of its name`;

it('pins what is installed to exactly its version, also one of two numbers', () => {
  const report = propose({ [venv('demo')]: metadata({ package: 'demo', package_version: '24.1' }) });
  expect(pinned(report)).toEqual(['pipx:demo 24.1']);
});

it.each(['demo', 'demo==2.0', 'demo[]>=1', 'demo[ ] ~= 2.0', 'demo<3; python_version > "3"'])(
  'takes pipx at its word that %s came from an index',
  (asked) => {
    const main = { package: 'demo', package_or_url: asked, package_version: '2.0' };
    expect(pinned(propose({ [venv('demo')]: metadata(main) }))).toEqual(['pipx:demo 2.0']);
  },
);

it('leaves what was installed with extras, which would come without them', () => {
  const receipt = '[tool]\nrequirements = [{ name = "own", extras = ["d", "e"] }]\nentrypoints = [\n]\n';
  const report = propose({
    [venv('demo')]: metadata({ package: 'demo', package_or_url: 'demo[d,e]>=1', package_version: '2.0' }),
    [`${share}/uv/tools/own/uv-receipt.toml`]: receipt,
    [`${share}/uv/tools/own/lib/python3.12/site-packages/own-1.0.0.dist-info/METADATA`]: '',
  });
  expect(pinned(report)).toEqual([]);
  const why = 'it was installed with its extras d,e, for which tools has no word';
  expect(left(report)).toEqual([`demo: ${why}`, `own: ${why}`]);
});

it('tells of a version that another place asks for', () => {
  const report = propose({
    '/np/lib/node_modules/real/package.json': '{ "name": "real", "version": "1.0.0" }',
    '/home/ada/mise.toml': '[tools]\n"npm:real" = "2.0.0"\n',
    '/home/ada/.tool-versions': 'npm:real 1.0.0\n',
  });
  expect(pinned(report)).toEqual(['npm:real 1.0.0']);
  expect(left(report)).toEqual(['real: 2.0.0 is asked for here, and /np/lib/node_modules/real comes first']);
});

it('proposes nothing that came from a folder or a repository: a registry may have the package of a stranger', () => {
  const report = propose(
    {
      '/home/ada/dev/mine/package.json': '{ "name": "mine", "version": "0.0.1" }',
      '/np/lib/node_modules/real/package.json': '{ "name": "real", "version": "1.0.0" }',
      [venv('demo')]: metadata({
        package: 'demo',
        package_or_url: ['git+https://ada:word', 'example.org/demo'].join('@'),
        package_version: '2.0',
      }),
      [venv('local')]: metadata({ package: 'local', package_or_url: '/home/ada/dev/local', package_version: '2.0' }),
      [`${share}/uv/tools/own/uv-receipt.toml`]:
        '[tool]\nrequirements = [{ name = "own", directory = "/home/ada/dev/own" }]\nentrypoints = [\n]\n',
      [`${share}/uv/tools/own/lib/python3.12/site-packages/own-1.0.0.dist-info/METADATA`]: '',
      '/home/ada/.cargo/.crates2.json': JSON.stringify({
        installs: {
          'a 1.0.0 (registry+https://example.org/index)': { bins: ['a'] },
          'b 1.0.0 (path+file:///home/ada/dev/b)': { bins: ['b'] },
        },
      }),
    },
    { '/np/lib/node_modules/mine': '/home/ada/dev/mine' },
  );
  expect(pinned(report)).toEqual(['cargo:a 1.0.0', 'npm:real 1.0.0']);
  expect(left(report)).toEqual([
    `b: ${elsewhere('path+file:///home/ada/dev/b')}`,
    `mine: ${elsewhere('/home/ada/dev/mine')}`,
    `demo: ${elsewhere('git+https://example.org/demo')}`,
    `local: ${elsewhere('/home/ada/dev/local')}`,
    `own: ${elsewhere('/home/ada/dev/own')}`,
  ]);
});

it('tells of metadata of pipx that is cut off, and takes the others', () => {
  const report = propose({
    [venv('cut')]: '{ "main_package":',
    [venv('list')]: '[1]',
    [venv('old')]: metadata({ package: 'old', package_version: '1.0.0' }),
    [`${share}/pipx/venvs/none/pyvenv.cfg`]: '',
  });
  expect(pinned(report)).toEqual(['pipx:old 1.0.0']);
  expect(report.unread).toEqual([
    { from: venv('cut'), reason: 'it holds no JSON object' },
    { from: venv('list'), reason: 'it holds no JSON object' },
  ]);
});

it('tells of versions that are numbers, whose zeros are lost', () => {
  const text = '[tools] # ours\n"npm:a" = 3.10\n"npm:b" = [20, 18] # two\n"npm:c" = { version = 1 }\n"npm:d" = []\n';
  const { proposals } = propose({ '/home/ada/mise.toml': text });
  expect(proposals.map(({ tool, pin, unpinnable }) => [tool, pin, unpinnable])).toEqual([
    ['a', null, '3.1'],
    ['b', null, '20'],
    ['c', null, '1'],
    ['d', null, null],
  ]);
});

it('says where a file of mise stops making sense', () => {
  const { unread } = propose({ '/home/ada/mise.toml': '# ours\n[tools]\n"npm:a" = \n' });
  expect(unread.map(({ from }) => from)).toEqual(['/home/ada/mise.toml:3:11']);
});

it('reads lines that end as on Windows, and finds nothing in an empty Brewfile', () => {
  const text = '# ours\r\n\r\nnpm:a 1.0.0\r\npipx:b\r\nnodejs 20\r\n';
  const report = propose({ '/home/ada/.tool-versions': text, '/home/ada/Brewfile': '' });
  expect([pinned(report), report.unread]).toEqual([['npm:a 1.0.0', 'pipx:b -'], []]);
});
