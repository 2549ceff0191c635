import { loadSources, proposeImport } from '../../../lib/pin';
import { createRealSystem } from '../../../lib/system/real';
import { memoryManager, registryOf } from './memory-manager';
import { pinWorld } from './pin-world';

const sources = loadSources(createRealSystem(), (path) => require(path) as unknown);

const files = {
  '/home/ada/.tool-versions': [
    '# what we use',
    'npm:eslint 9.1.0 8.0.0 # linter',
    'nodejs 20.1.0',
    'npm:latest-tool latest',
    '',
  ].join('\n'),
  '/home/ada/.config/mise/config.toml': [
    '[tools]',
    'node = "20"',
    '"npm:prettier" = "3.6"',
    '"npm:eslint" = "8.0.0"',
    '"npm:tsx" = { version = "4.1.0" }',
    '"npm:vite" = ["7.0.1", "6.0.0"]',
    '"go:example.org/x" = "1.0.0"',
  ].join('\n'),
  '/home/ada/Brewfile': ['tap "homebrew/core"', 'brew "jq"', 'npm "serve"', "npm 'Bad Name'"].join('\n'),
};

function propose(listed: readonly string[] = [], more: Readonly<Record<string, string>> = files) {
  const world = pinWorld(registryOf({}), more);
  return proposeImport(world.facts({ tools: listed }), sources);
}

it('proposes what the machine has, with versions where they are named', () => {
  const found = propose().proposals.map(({ manager, tool, pin }) => `${manager}:${tool} ${pin ?? '-'}`);
  expect(found).toEqual([
    'npm:by-hand 1.2.3',
    'npm:serve -',
    'npm:prettier 3.6',
    'npm:eslint 8.0.0',
    'npm:tsx 4.1.0',
    'npm:vite 7.0.1',
    'npm:latest-tool -',
  ]);
});

it('says of everything else why it is left', () => {
  expect(propose(['by-hand']).left.map(({ tool, reason }) => `${tool}: ${reason}`)).toEqual([
    'by-hand: tools.npm lists it already',
    'jq: it names no package manager that installs it',
    'Bad Name: it is no name of a tool of npm',
    'node: it names no package manager that installs it',
    'example.org/x: go is no package manager that is known here',
    'eslint: 9.1.0 is asked for here, and /home/ada/.config/mise/config.toml comes first',
    'nodejs: it names no package manager that installs it',
  ]);
});

it('makes changes of the config that add to the lists that there are', () => {
  expect(propose(['x', 'by-hand'], { '/home/ada/Brewfile': 'npm "a"\nnpm "b"' }).changes).toEqual([
    { kind: 'add', keys: ['tools', 'npm'], value: 'a', list: ['x', 'by-hand'] },
    { kind: 'add', keys: ['tools', 'npm'], value: 'b', list: ['x', 'by-hand', 'a'] },
  ]);
});

it('takes nothing from a file that it cannot understand', () => {
  const { proposals, unread } = propose([], {
    '/home/ada/.mise.toml': '[tools\n"npm:a" = ',
    '/home/ada/.tool-versions': '\0',
  });
  expect(unread).toEqual([
    { from: '/home/ada/.mise.toml:1:7', reason: expect.stringContaining('Invalid TOML document') as string },
  ]);
  expect(proposals.map(({ tool }) => tool)).toEqual(['by-hand']);
});

it('takes two spellings of a name for one tool where the package manager does', () => {
  const { facts } = pinWorld(registryOf({}));
  const { config, ...rest } = facts();
  const installed = ['ruff', 'tool_x', 'Tool.X'].map(
    (tool) => ({ tool, version: '1.0.0', folder: '/pipx', owner: 'user', programs: [] }) as const,
  );
  const manager = {
    ...memoryManager(registryOf({}), 'pipx', 'pep440'),
    toolPattern: '^[A-Za-z._-]+$',
    foldsNames: true,
    listUsers: () => installed,
  };
  const asked = { ...rest, managers: [manager], config: { ...config, tools: { pipx: ['Ruff'] }, pins: { pipx: {} } } };
  const { proposals, left } = proposeImport(asked, []);
  expect(proposals.map(({ tool }) => tool)).toEqual(['tool_x']);
  expect(left).toMatchObject([{ tool: 'ruff', reason: 'tools.pipx lists it already' }]);
});

it('names the words that are no version, and proposes the tool without a pin', () => {
  const mise = '[tools]\n"npm:a" = "prefix:3.1"\n"npm:b" = "ref:main"\n"npm:c" = "latest"\n"npm:d" = "3.1"\n';
  const { proposals } = propose([], { '/home/ada/.config/mise/config.toml': mise });
  expect(proposals.slice(1).map(({ tool, pin, unpinnable }) => [tool, pin, unpinnable])).toEqual([
    ['a', null, 'prefix:3.1'],
    ['b', null, 'ref:main'],
    ['c', null, null],
    ['d', '3.1', null],
  ]);
});
