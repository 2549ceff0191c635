import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeNpmTool, makeTools } from '../support/made-tools';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';
import { changedPaths } from '../support/snapshot';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  makeTools(sandbox);
});
afterEach(() => {
  sandbox.dispose();
});

const bin = (): string => sandbox.path('.local/share/clistack/bin');

/** Runs a script in a shell that starts as it does after a login, with nothing of ours in its environment. */
function login(shell: readonly string[], script: string, env: Readonly<Record<string, string>> = {}): string {
  const [program = '', ...args] = shell;
  const own = { HOME: sandbox.home, PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, LANG: 'C.UTF-8', ...env };
  return execFileSync(program, [...args, '-c', script], { env: own, encoding: 'utf8', cwd: sandbox.home });
}

const both = 'command -v demo; demo "a b"; command -v pyapp; pyapp';
const answer = (): string => `${bin()}/demo\ndemo 1.0.0 a b\n${bin()}/pyapp\npyapp\n`;

describe.each([
  ['dash', ['/bin/dash', '-l'], '.profile'],
  ['bash', ['/bin/bash', '-l'], '.bash_profile'],
  ['zsh', ['/usr/bin/zsh', '-l'], '.zprofile'],
  ['fish', ['/usr/bin/fish', '-l'], '.config/fish/config.fish'],
] as const)('a fresh login shell: %s', (_, shell, profile) => {
  it('runs every tool by its name, through our wrapper', async () => {
    sandbox.write(profile, '');
    const { status } = await sandbox.run('clistack', ['CentralizeApply', 'MasterBin.Rebuild']);
    expect(status).toBe(0);
    expect(login(shell, both)).toBe(answer());
  });
});

it.each([
  ['dash', '/bin/dash', 'eval "$(clistack Env.Print)"'],
  ['bash', '/bin/bash', 'eval "$(clistack Env.Print)"'],
  ['zsh', '/usr/bin/zsh', 'eval "$(clistack Env.Print)"'],
  ['fish', '/usr/bin/fish', 'clistack Env.Print --shell fish | source'],
])('Env.Print does the same for the shell one is in: %s', async (_, shell, line) => {
  await sandbox.run('clistack', ['MasterBin.Rebuild']);
  const { stdout } = await sandbox.run('clistack', ['Env.Print', '--shell', shell.endsWith('fish') ? 'fish' : 'sh']);
  sandbox.write('bin/clistack', `#!/bin/sh\ncat <<'EOF'\n${stdout}EOF\n`, 0o755);
  const env = { PATH: `${sandbox.path('bin')}:/usr/bin:/bin` };
  expect(login([shell], `${line}\n${both}`, env)).toBe(answer());
});

it('changes nothing the second time, profiles and all', async () => {
  const line = ['CentralizeApply', 'MasterBin.Rebuild', '--json'];
  await sandbox.run('clistack', line);
  const before = sandbox.tree();
  const document = documentOf(await sandbox.run('clistack', line));
  expect(changedPaths(before, sandbox.tree())).toEqual([]);
  expect(document['tasks']).toEqual([
    expect.anything(),
    expect.objectContaining({ task: 'CentralizeApply', state: 'no-op' }),
    expect.objectContaining({ task: 'MasterBin.Rebuild', state: 'no-op' }),
  ]);
});

it('is taken back by Undo.Run to the byte', async () => {
  sandbox.write('.profile', '# mine\n');
  const before = sandbox.tree();
  await sandbox.run('clistack', ['CentralizeApply', 'MasterBin.Rebuild']);
  const { status } = await sandbox.run('clistack', ['Undo.Run']);
  expect(status).toBe(0);
  expect(changedPaths(before, sandbox.tree()).filter((path) => path !== '.local' && path !== '.local/state')).toEqual(
    [],
  );
});

it('reports every candidate, the winner and the rule', async () => {
  makeNpmTool(sandbox, 'pyapp', '9.9.9');
  makeNpmTool(sandbox, 'git');
  sandbox.config({ masterbin: { priority: ['pyapp=pipx'] } });
  await sandbox.run('clistack', ['MasterBin.Rebuild']);
  const report = JSON.parse(sandbox.read('.local/state/clistack/reports/masterbin.json')) as {
    readonly commands: readonly { readonly name: string; readonly rule: string; readonly candidates: object[] }[];
  };
  expect(report.commands.map(({ name, rule, candidates }) => [name, rule, candidates.length])).toEqual([
    ['demo', 'only candidate', 1],
    ['git', 'name of the system', 1],
    ['pyapp', 'priority', 2],
  ]);
});

it('keeps a wrapper that the user edited, says so each time, and still ends well', async () => {
  await sandbox.run('clistack', ['MasterBin.Rebuild']);
  sandbox.write('.local/share/clistack/bin/demo', '#!/bin/sh\necho mine\n', 0o755);
  makeNpmTool(sandbox, 'other');
  const { status, stdout, stderr } = await sandbox.run('clistack', ['MasterBin.Rebuild']);
  expect(status).toBe(0);
  expect(stderr).toContain(`left ${bin()}/demo as it is: it was edited`);
  expect(stdout).toContain('1 written, 0 removed, 1 already right, 1 left as it is');
  await sandbox.run('clistack', ['MasterBin.Clean']);
  expect(sandbox.read('.local/share/clistack/bin/demo')).toBe('#!/bin/sh\necho mine\n');
});

it('explains, and suggests, through MasterBin.Which', async () => {
  await sandbox.run('clistack', ['MasterBin.Rebuild']);
  const env = { PATH: `${bin()}:${dirname(process.execPath)}:/usr/bin:/bin` };
  const known = await sandbox.run('clistack', ['MasterBin.Which', 'demo'], { env });
  expect(known.stdout).toContain(`${bin()}/demo runs `);
  const unknown = documentOf(await sandbox.run('clistack', ['MasterBin.Which', 'deom', '--json'], { env }));
  expect(unknown).toMatchObject({
    exit_code: 501,
    error: { code: 'MAS003', data: { suggestions: expect.arrayContaining(['demo']) } },
  });
});

it('puts its folder where masterbin.dir says', async () => {
  sandbox.config({ masterbin: { dir: '~/tools' } });
  await sandbox.run('clistack', ['MasterBin.Rebuild']);
  expect(spawnSync(sandbox.path('tools/demo'), ['x'], { encoding: 'utf8' }).stdout).toBe('demo 1.0.0 x\n');
});

it('knows the folder that masterbin.dir named before, and takes our wrappers out of it when asked to', async () => {
  for (const dir of ['~/first', '~/second']) {
    sandbox.config({ masterbin: { dir } });
    await sandbox.run('clistack', ['MasterBin.Rebuild']);
  }
  sandbox.write('first/mine', '');
  sandbox.config({});
  const first = sandbox.path('first');
  const rebuilt = await sandbox.run('clistack', ['MasterBin.Rebuild']);
  for (const folder of [first, sandbox.path('second')])
    expect(rebuilt.stderr).toContain(
      `wrappers of another masterbin.dir lie in ${folder}: clistack MasterBin.Clean --all removes them too`,
    );
  expect((await sandbox.run('clistack', ['MasterBin.Clean'])).stderr).toContain(`lie in ${first}: `);
  const { stdout } = await sandbox.run('clistack', ['MasterBin.Clean', '--all']);
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    `0 removed from ${bin()}`,
    ...['first', 'second'].map((name) => `2 removed from ${sandbox.path(name)}`),
  ]);
  expect(readdirSync(sandbox.home)).toEqual(expect.not.arrayContaining(['second']));
  expect(readdirSync(first)).toEqual(['mine']);
  expect((await sandbox.run('clistack', ['MasterBin.Clean'])).stderr).not.toContain('lie in');
});

it('takes a folder of programs whose name holds a line break, and names one that is not there', async () => {
  const folder = sandbox.path('my\ntools');
  sandbox.write('my\ntools/odd', '#!/bin/sh\necho odd\n', 0o755);
  sandbox.config({ masterbin: { sources: [folder, '/nonexistent'] } });
  const { status, stderr } = await sandbox.run('clistack', ['MasterBin.Rebuild']);
  expect([status, stderr]).toEqual([
    0,
    expect.stringContaining('masterbin.sources names /nonexistent, which is no folder: it offers nothing'),
  ]);
  expect(spawnSync(`${bin()}/odd`, { encoding: 'utf8' }).stdout).toBe('odd\n');
});
