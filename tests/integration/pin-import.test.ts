import { mkdirSync, symlinkSync } from 'node:fs';
import { createToolHome, type ToolHome } from '../support/tool-home';

let home: ToolHome;
beforeAll(async () => {
  home = await createToolHome();
});
afterAll(() => home.close());

const config = `{
  // my tools
  "version": 1,
  "tools": {
    "npm": [
      "eslint" // since 2020
    ]
  }
}
`;

it('proposes what npm, mise, asdf and brew know, and writes it between the comments when told to', async () => {
  // As `npm install -g` leaves it, in a prefix of the user's own.
  home.write('.npmrc', `prefix=${home.path('global')}\n`);
  home.write('global/lib/node_modules/prettier/package.json', '{ "name": "prettier", "version": "3.6.2", "bin": { "prettier": "bin.js" } }'); // prettier-ignore
  home.write('global/lib/node_modules/prettier/bin.js', '');
  home.write('.tool-versions', 'pipx:ruff 0.12.3\nnodejs 20.1.0\nnpm:eslint 9.0.0\n');
  home.write('.config/mise/config.toml', '[tools]\n"pipx:black" = "24.1"\n"npm:serve" = "latest"\n');
  home.write('Brewfile', 'brew "jq"\nuv "httpie"\n');
  home.config(config);

  const proposed = await home.clistack(['Pin.Import']);

  expect(proposed.stdout.split('\n').map((line) => line.replace(/ \(.*/, ''))).toEqual([
    `proposed for ${home.path('.config/clistack/toolstack.config.json')}; --apply writes it`,
    '  npm:prettier pinned to 3.6.2 ',
    '  uv:httpie free ',
    '  pipx:black pinned to 24.1.x ',
    '  npm:serve free ',
    '  pipx:ruff pinned to 0.12.3 ',
    '3 more found and left as they are; --verbose says why',
    '',
  ]);
  expect(home.read('.config/clistack/toolstack.config.json')).toBe(config);

  const pretended = await home.clistack(['Pin.Import', '--apply', '--dry-run']);
  expect(pretended.stdout).toMatch(/^would be written to /m);
  expect(home.read('.config/clistack/toolstack.config.json')).toBe(config);

  expect((await home.clistack(['Pin.Import', '--apply'])).status).toBe(0);

  const written = home.read('.config/clistack/toolstack.config.json');
  expect(written).toContain('// my tools');
  expect(written).toContain('"eslint", // since 2020');
  const shown = (await home.data(['Config.Show'])) as {
    readonly config: { readonly tools: unknown; readonly pins: unknown };
  };
  const value = (name: string): unknown => expect.objectContaining({ value: name });
  expect(shown.config.pins).toMatchObject({ npm: { prettier: value('3.6.2') }, pipx: { black: value('24.1.x'), ruff: value('0.12.3') } }); // prettier-ignore
  expect(shown.config.tools).toMatchObject({ npm: value(['eslint', 'prettier', 'serve'] as never) });

  expect((await home.clistack(['Pin.Import', '--apply'])).stdout).toContain('nothing to propose');
  expect((await home.clistack(['Undo.Run'])).status).toBe(0);
  expect(home.read('.config/clistack/toolstack.config.json')).toBe(config);
});

it('passes over what cannot be read of the tools of the user, and says so', async () => {
  const loop = (path: string): void => {
    mkdirSync(home.path(path, '..'), { recursive: true });
    symlinkSync(path.split('/').at(-1) ?? '', home.path(path));
  };
  const closed = [
    'global/lib/node_modules/broken/package.json',
    'global/lib/node_modules/@scope',
    '.local/share/pipx/venvs/broken/pipx_metadata.json',
    '.local/share/uv/tools/broken/uv-receipt.toml',
    '.cargo/.crates2.json',
  ];
  closed.forEach(loop);
  mkdirSync(home.path('.local/share/uv/tools/broken/lib/python3/site-packages/broken-1.0.dist-info'), {
    recursive: true,
  });
  home.config(config);

  const { proposals, unread } = (await home.data(['Pin.Import'])) as {
    readonly proposals: readonly { readonly tool: string }[];
    readonly unread: readonly { readonly from: string; readonly reason: string }[];
  };

  expect(proposals.map(({ tool }) => tool)).toContain('prettier');
  expect(unread.map(({ from }) => from).sort()).toEqual(closed.map((path) => home.path(path)).sort());
  expect(unread.every(({ reason }) => reason === 'too many links in the path')).toBe(true);
});
