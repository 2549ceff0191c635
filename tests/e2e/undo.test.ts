import { existsSync, lstatSync, rmSync } from 'node:fs';
import { createSandbox, documentOf, fixtureTasks, type Sandbox } from '../support/sandbox';
import { changedPaths } from '../support/snapshot';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write('src/one/.ruff_cache/f', '1');
  sandbox.write('src/two/.ruff_cache/f', '2');
  sandbox.write('.profile', '# mine\n');
});
afterEach(() => {
  sandbox.dispose();
});

it('refuses by name what the user changed since, and takes the rest back', async () => {
  await sandbox.run('clistack', ['Enforce.Once']);
  rmSync(sandbox.path('src/one/.ruff_cache'));
  sandbox.write('src/one/.ruff_cache', 'a file now');

  const result = await sandbox.run('clistack', ['Undo.Run', '--json']);

  expect(documentOf(result)).toMatchObject({ exit_code: 205 });
  expect(result.stderr).toContain(`left alone: ${sandbox.path('src/one/.ruff_cache')}`);
  expect(sandbox.read('src/one/.ruff_cache')).toBe('a file now');
  expect(sandbox.read('src/two/.ruff_cache/f')).toBe('2');
});

it('takes only our block out of a profile that the user edited since', async () => {
  await sandbox.run('clistack', ['CentralizeApply']);
  sandbox.write('.profile', `${sandbox.read('.profile')}alias mine=1\n`);
  const { status } = await sandbox.run('clistack', ['Undo.Run']);
  expect(status).toBe(0);
  expect(sandbox.read('.profile')).toBe('# mine\nalias mine=1\n');
});

it('takes back what a task named from its working folder, wherever it is typed', async () => {
  const act = `files.write('kept', files.read('kept') + ' and more'); files.makeFolder('made'); files.move('old', 'made/new');
    links.make('link', 'kept'); files.remove('gone'); files.setMode('mode', 0o600);
    environment.writeBlock({ path: 'block', id: 'own' }, 'x');`;
  sandbox.write(
    'p/tasks/own.js',
    `module.exports = { name: 'Own', summary: 's', mutates: true, changes: 'files', run: ({ system: { files, links, environment } }) => {
      ${act} return [files.readText('kept'), files.stat('link').kind, files.list('made').length]; } };`,
  );
  sandbox.write('p/toolstack.config.json', '{"taskFolders":["./tasks"]}');
  for (const name of ['kept', 'old', 'gone', 'mode', 'block'])
    for (const folder of ['p', 'elsewhere']) sandbox.write(`${folder}/${name}`, 'mine');
  const before = sandbox.tree();
  const cwd = sandbox.path('p');
  const dry = documentOf(await sandbox.run('clistack', ['Own', '--dry-run', '--json'], { cwd }));
  const real = documentOf(await sandbox.run('clistack', ['Own', '--json'], { cwd }));
  expect([dry['data'], real['data']]).toEqual([
    ['mine and more', 'link', 1],
    ['mine and more', 'link', 1],
  ]);
  const undo = await sandbox.run('clistack', ['Undo.Run', '--json'], { cwd: sandbox.path('elsewhere') });
  expect(documentOf(undo)).toMatchObject({ exit_code: 0, data: { undone: 7 } });
  expect(changedPaths(before, sandbox.tree()).filter((path) => !path.startsWith('.local'))).toEqual([]);
});

it('can itself be undone', async () => {
  await sandbox.run('clistack', ['Enforce.Once']);
  const linked = sandbox.tree();
  await sandbox.run('clistack', ['Undo.Run']);
  const runs = (await sandbox.run('clistack', ['Undo.List'])).stdout.split('\n');
  const [undo = ''] = (runs[0] ?? '').split(' ');

  const { status } = await sandbox.run('clistack', ['Undo.Run', '--run', undo]);

  expect(status).toBe(0);
  expect(changedPaths(linked, sandbox.tree())).toEqual([]);
});

it('lists what can be taken back, until when, and what was', async () => {
  await sandbox.run('clistack', ['Enforce.Once']);
  expect((await sandbox.run('clistack', ['Undo.List'])).stdout).toMatch(
    /^[0-9a-f]{8} {2}\S+Z {2}done +\d+ steps {2}until \d{4}-\d\d-\d\d {2}Enforce\.Once\n$/,
  );
  await sandbox.run('clistack', ['Undo.Run']);
  expect((await sandbox.run('clistack', ['Undo.List'])).stdout).toMatch(/undone .* Enforce\.Once\n$/);
});

it('undoes a changing child as it declared, and shows that in the dry run', async () => {
  sandbox.config({ taskFolders: [fixtureTasks] });
  const plan = await sandbox.run('clistack', ['Fixture.Install', '--dry-run']);
  expect(plan.stdout).toContain(
    `run touch ${sandbox.path('installed/tool')} in ${sandbox.path('installed')} (undo: rm ${sandbox.path('installed/tool')})`,
  );
  expect(existsSync(sandbox.path('installed'))).toBe(false);

  await sandbox.run('clistack', ['Fixture.Install']);
  expect(lstatSync(sandbox.path('installed/tool')).isFile()).toBe(true);
  await sandbox.run('clistack', ['Undo.Run']);
  expect(existsSync(sandbox.path('installed'))).toBe(false);
});

it('takes back a run that was killed in the middle, and health asks for it', async () => {
  const before = sandbox.tree();
  // The second link is never made: the process dies at that very call.
  const wrap = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'inject=symlink,symlinkat:signal=KILL:when=2'];
  const killed = await sandbox.run('clistack', ['Enforce.Once'], { wrap });
  expect(killed.signal ?? killed.status).toBe('SIGKILL');
  expect(existsSync(sandbox.path('src/two/.ruff_cache'))).toBe(false);

  const health = documentOf(await sandbox.run('clistack', ['Health.Check', '--json']));
  expect(health).toMatchObject({ exit_code: 202 });
  const { stdout } = await sandbox.run('clistack', ['Undo.Run']);
  expect(stdout).toContain('took back');
  expect(changedPaths(before, sandbox.tree()).filter((path) => !/^\.local(\/state)?$/.test(path))).toEqual([]);
  const after = documentOf(await sandbox.run('clistack', ['Health.Check', '--json']));
  expect(after).toMatchObject({ exit_code: 0 });
});

it('converges when a killed run is simply run again', async () => {
  const wrap = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'inject=symlink,symlinkat:signal=KILL:when=2'];
  await sandbox.run('clistack', ['Enforce.Once'], { wrap });
  await sandbox.run('clistack', ['Enforce.Once']);
  const list = documentOf(await sandbox.run('clistack', ['Quarantine.List', '--json']));
  expect(list).toMatchObject({
    data: {
      items: expect.arrayContaining(
        ['one', 'two'].map((name) => expect.objectContaining({ origin: sandbox.path(`src/${name}/.ruff_cache`) })),
      ),
    },
  });
});

it('says of each run why it was chosen, and takes back no other in its place unless that was confirmed', async () => {
  await sandbox.run('clistack', ['CentralizeApply']);
  await sandbox.run('clistack', ['Enforce.Once']);
  for (const name of ['one', 'two']) {
    rmSync(sandbox.path(`src/${name}/.ruff_cache`));
    sandbox.write(`src/${name}/.ruff_cache`, 'a file now');
  }
  const profile = sandbox.read('.profile');
  const undo = async (...flags: readonly string[]): Promise<readonly [number | null, readonly string[]]> => {
    const { status, stdout } = await sandbox.run('clistack', ['Undo.Run', ...flags]);
    return [status, stdout.replaceAll(/[0-9a-f]{8}(?=[ :),]|$)/gm, 'ID').split('\n')];
  };
  const next = 'the run before it, CentralizeApply (ID): clistack Undo.Run --run ID';

  expect(await undo()).toEqual([205, expect.arrayContaining([expect.stringContaining('the newest that was not taken back'), next])]); // prettier-ignore
  // Again, and nothing else is lost; what is in the way is told once.
  expect(await undo()).toEqual([205, expect.arrayContaining([expect.stringContaining('has something left'), next])]);
  const { warnings } = documentOf(await sandbox.run('clistack', ['Undo.Run', '--json']));
  expect(warnings).toHaveLength(4);
  expect(sandbox.read('.profile')).toBe(profile);

  const [status, lines] = await undo('--yes');

  expect([status, lines.slice(0, 2)]).toEqual([
    0,
    [
      expect.stringMatching(/^took back \d+ steps of: CentralizeApply$/),
      expect.stringMatching(/^run ID of \S+Z: the newest that anything can be taken back of; Enforce.Once \(ID\) was passed over$/),
    ],
  ]); // prettier-ignore
  expect(sandbox.read('.profile')).toBe('# mine\n');
});
