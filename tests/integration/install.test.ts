import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isAtWork } from '../support/is-at-work';
import { startNpmRegistry, type NpmRegistry } from '../support/packages/npm-registry';
import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';

const npmFolder = dirname(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim());
const usual = [dirname(process.execPath), npmFolder, '/usr/bin', '/bin'].join(':');

let sandbox: Sandbox;
let registry: NpmRegistry;
beforeEach(async () => {
  sandbox = createSandbox();
  registry = await startNpmRegistry();
  sandbox.write('.npmrc', `registry=${registry.url}\nfetch-retries=0\n`);
  for (const version of ['1.0.0', '1.1.0', '2.0.0']) registry.publish('demo-tool', version);
  registry.publish('demo-other', '3.0.0');
});
afterEach(async () => {
  await registry.close();
  sandbox.dispose();
});

const want = (tools: readonly string[], pins: Readonly<Record<string, string>> = {}): void => {
  sandbox.config({ tools: { npm: tools }, pins: { npm: pins } });
};
const run = (args: readonly string[], path = usual): Promise<RunResult> =>
  sandbox.run('clistack', args, { env: { PATH: path, npm_config_fetch_retries: '0' } });
const install = async (args: readonly string[] = [], path = usual): Promise<Record<string, unknown>> =>
  documentOf(await run(['NpmInstall', '--json', ...args], path));
const place = (...parts: readonly string[]): string => sandbox.path('.local/share/clistack/tools/npm', ...parts);
const call = (tool: string): string =>
  execFileSync(place(tool, 'node_modules', tool, 'cli.js'), { env: { PATH: usual }, encoding: 'utf8' }).trim();
/** A program in the place of npm. */
const pretend = (script: string): string => {
  sandbox.write('programs/npm', `#!/bin/sh\n${script}\n`, 0o755);
  return `${sandbox.path('programs')}:${usual}`;
};

it('installs what is listed, as pinned or in the newest version, and says so line by line', async () => {
  want(['demo-tool', 'demo-other'], { 'demo-tool': '~1.0' });
  const { status, stdout, stderr } = await run(['NpmInstall']);
  expect(status).toBe(0);
  expect(stderr).toContain('demo-tool 1.0.0 is installed (');
  expect(stderr).toMatch(/demo-other 3\.0\.0 is installed \(\d of 2\)/);
  expect(stdout).toContain('2 installed, 0 there already\n');
  expect([call('demo-tool'), call('demo-other')]).toEqual(['demo-tool 1.0.0', 'demo-other 3.0.0']);
  expect(JSON.parse(readFileSync(place('demo-tool', 'package.json'), 'utf8'))).toEqual({
    private: true,
    dependencies: { 'demo-tool': '1.0.0' },
  });
});

it('starts no package manager when everything is there', async () => {
  want(['demo-tool']);
  await run(['NpmInstall']);
  const asked = registry.hits.length;
  const path = pretend('echo started >> started; exit 1');
  expect(await install([], path)).toMatchObject({
    exit_code: 0,
    data: { present: [{ tool: 'demo-tool', version: '2.0.0' }] },
  });
  expect(registry.hits.length).toBe(asked);
  expect(readdirSync(sandbox.home)).not.toContain('started');
});

it('is a no-op when nothing is listed', async () => {
  want([]);
  expect(await install([], '/bin')).toMatchObject({
    exit_code: 0,
    tasks: expect.arrayContaining([expect.objectContaining({ task: 'NpmInstall', state: 'no-op' })]),
  });
});

it('names the manager that is missing, and how to get it', async () => {
  want(['demo-tool']);
  // Only node is there.
  sandbox.write('bare/node', `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, 0o755);
  expect(await install([], sandbox.path('bare'))).toMatchObject({
    exit_code: 503,
    error: { code: 'PIN001', message: 'tools.npm lists tools, and npm is not on the PATH' },
  });
});

it('ends as a partial that names what is missing, and installs the others', async () => {
  want(['demo-tool', 'demo-nobody', 'demo-other']);
  const result = await run(['NpmInstall', '--json']);
  expect(documentOf(result)).toMatchObject({
    exit_code: 205,
    data: {
      installed: [{ tool: 'demo-tool' }, { tool: 'demo-other' }],
      missing: [{ tool: 'demo-nobody', code: 'PIN011' }],
    },
  });
  // What to type stands last, so that nothing else is typed with it.
  expect(result.stderr).toMatch(/demo-nobody is missing \(\d of 3\): .*; fix: clistack Config\.Show$/m);
  expect(call('demo-other')).toBe('demo-other 3.0.0');
});

it('ends as a partial without a network, and leaves what is there', async () => {
  want(['demo-tool']);
  await run(['NpmInstall']);
  await registry.close();
  want(['demo-tool', 'demo-other']);
  expect(await install()).toMatchObject({
    exit_code: 205,
    data: { present: [{ tool: 'demo-tool' }], missing: [{ tool: 'demo-other', code: 'PIN010' }] },
  });
  expect(call('demo-tool')).toBe('demo-tool 2.0.0');
});

it('installs what is damaged again, from its own lock and without a network', async () => {
  want(['demo-tool'], { 'demo-tool': '^1' });
  await run(['NpmInstall']);
  await registry.close();
  execFileSync('rm', ['-r', place('demo-tool', 'node_modules')]);
  expect(await install()).toMatchObject({ exit_code: 0, data: { installed: [{ version: '1.1.0' }] } });
  expect(call('demo-tool')).toBe('demo-tool 1.1.0');
});

it('ends a package manager that hangs, with all it started, and leaves nothing of it', async () => {
  want(['demo-tool'], { 'demo-tool': '1.0.0' });
  const pids = sandbox.path('pids');
  // The grandchild does not listen to SIGTERM.
  const path = pretend(
    `echo $$ >> '${pids}'; (trap '' TERM; sh -c 'echo $PPID' >> '${pids}'; sleep 1000; true) & wait`,
  );
  expect(await install(['--tool-timeout', '1'], path)).toMatchObject({
    exit_code: 205,
    data: { missing: [{ tool: 'demo-tool', code: 'PIN016' }] },
  });
  const started = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
  expect(started.length).toBe(2);
  expect(started.filter(isAtWork)).toEqual([]);
  expect(existsSync(place('.store'))).toBe(false);
});

it('keeps the old version when an upgrade fails in the middle', async () => {
  want(['demo-tool'], { 'demo-tool': '1.0.0' });
  await run(['NpmInstall']);
  want(['demo-tool'], { 'demo-tool': '2.0.0' });
  registry.tamper('demo-tool', '2.0.0');
  const { exit_code: status } = documentOf(await run(['Pin.Sync', '--json']));
  expect(status).toBe(504);
  expect(call('demo-tool')).toBe('demo-tool 1.0.0');
  expect(readdirSync(place('.store')).length).toBe(1);
});

it('leaves a tool that can be called, old or new, wherever it is killed', async () => {
  // As npm does, as far as the disk tells, and quickly.
  const path = pretend(`version=$(sed -n 's/.*"demo-tool": "\\(.*\\)".*/\\1/p' package.json)
case "$*" in
  *view*) exit 0 ;;
esac
printf '{"packages":{"node_modules/demo-tool":{"version":"%s","integrity":"sha512-x"}}}' "$version" > package-lock.json
case "$*" in
  *package-lock-only*) ;;
  *) mkdir -p node_modules/demo-tool; cd node_modules/demo-tool
     printf '{"version":"%s","bin":"cli.js"}' "$version" > package.json
     printf '#!/bin/sh\\necho demo-tool %s\\n' "$version" > cli.js; chmod +x cli.js
     mkdir -p ../.bin; ln -sf ../demo-tool/cli.js ../.bin/demo-tool ;;
esac`);
  want(['demo-tool'], { 'demo-tool': '1.0.0' });
  expect((await run(['NpmInstall'], path)).status).toBe(0);
  const startMs = Date.now();
  want(['demo-tool'], { 'demo-tool': '2.0.0' });
  expect((await run(['Pin.Sync'], path)).status).toBe(0);
  const wholeMs = Date.now() - startMs;
  for (let round = 0; round < 20; round += 1) {
    want(['demo-tool'], { 'demo-tool': round % 2 === 0 ? '1.0.0' : '2.0.0' });
    // Spread over the whole run: no round depends on luck.
    const killAfter = (wholeMs * (round + 1)) / 20;
    await sandbox.run('clistack', ['Pin.Sync'], {
      env: { PATH: path },
      onStart: (child) => setTimeout(() => child.kill('SIGKILL'), killAfter),
    });
    expect(['demo-tool 1.0.0', 'demo-tool 2.0.0']).toContain(call('demo-tool'));
  }
  // Whatever was left, the next run puts right.
  want(['demo-tool'], { 'demo-tool': '1.0.0' });
  expect((await run(['Pin.Sync'], path)).status).toBe(0);
  expect(call('demo-tool')).toBe('demo-tool 1.0.0');
});

it('uses a token that the npmrc names by a variable', async () => {
  writeFileSync(
    join(sandbox.home, '.npmrc'),
    `registry=${registry.url}\n//${registry.url.slice(7)}/:_authToken=\${DEMO_TOKEN}\n`,
  );
  want(['demo-tool']);
  const env = { PATH: usual, DEMO_TOKEN: 'npm-demo-token' };
  expect((await sandbox.run('clistack', ['NpmInstall'], { env })).status).toBe(0);
  expect(registry.tokens).toContain('Bearer npm-demo-token');
});
