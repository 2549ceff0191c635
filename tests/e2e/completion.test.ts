import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createSandbox, fixtureTasks, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = createSandbox();
  sandbox.write('.bashrc', '# mine\n');
  sandbox.write('.zshrc', "PS1='> '\n");
  // What the completed line is then given to.
  sandbox.write('programs/clistack', '#!/bin/sh\necho "ran: $*"\n', 0o755);
  for (const name of ['bash', 'zsh', 'fish', 'strace', 'script', 'sh', 'env']) link(name);
  const { status } = await sandbox.run('clistack', ['Completion.Install']);
  expect(status).toBe(0);
});
afterEach(() => {
  sandbox.dispose();
});

/** Makes exactly these programs callable, so that a started node would be seen as one that failed, too. */
function link(name: string): void {
  mkdirSync(sandbox.path('programs'), { recursive: true });
  symlinkSync(join('/usr/bin', name), sandbox.path('programs', name));
}

const environment = (): Record<string, string> => ({
  HOME: sandbox.home,
  PATH: `${sandbox.path('programs')}:/usr/bin:/bin`,
  TERM: 'dumb',
  LANG: 'C.UTF-8',
});

interface Typed {
  readonly screen: string;
  /** Programs that were started, by their path. */
  readonly started: readonly string[];
}

/** Types lines, TABs and all, at an interactive shell on a terminal of its own, and traces every program that starts if asked to. */
function type(shell: string, text: string, traced = true): Typed {
  const trace = sandbox.path('trace.txt');
  if (!traced) sandbox.write('trace.txt', '');
  const wrap = traced ? ['strace', '-f', '-qq', '-e', 'trace=execve', '-o', trace] : ['env'];
  const [program, ...args] = [...wrap, 'script', '-qec', shell, '/dev/null'];
  const { stdout } = spawnSync(program, args, {
    env: environment(),
    cwd: sandbox.home,
    input: `${text}\nexit\n`,
    encoding: 'utf8',
    timeout: 50_000,
  });
  const lines = readFileSync(trace, 'utf8').matchAll(/execve\("([^"]+)"/g);
  return { screen: stdout, started: [...lines].map(([, path = '']) => path) };
}

/** What fish offers for a line: its own way to ask for what TAB shows. */
function fishOffers(line: string): { readonly words: readonly string[]; readonly started: readonly string[] } {
  const trace = sandbox.path('trace.txt');
  const wrap = ['-f', '-qq', '-e', 'trace=execve', '-o', trace, 'fish', '-c'];
  const { stdout } = spawnSync('strace', [...wrap, `complete -C '${line}'`], {
    env: environment(),
    cwd: sandbox.home,
    encoding: 'utf8',
  });
  const lines = readFileSync(trace, 'utf8').matchAll(/execve\("([^"]+)"/g);
  return {
    words: stdout.trim().split('\n').map((text) => text.split('\t')[0] ?? ''),
    started: [...lines].map(([, path = '']) => path),
  }; // prettier-ignore
}

describe.each([
  ['bash', 'bash -i'],
  ['zsh', 'zsh -i'],
])('TAB in %s', (_, shell) => {
  it('completes tasks whatever their case, flags of tasks and of the engine, and values of flags', () => {
    const lines = {
      'clistack masterbin.wh\t': 'ran: MasterBin.Which',
      'clistack Lint masterbin.cl\t': 'ran: Lint MasterBin.Clean',
      'clistack Env.Print --she\t': 'ran: Env.Print --shell',
      'clistack Env.Print --shell po\t': 'ran: Env.Print --shell powershell',
      'clistack Lint --dry\t': 'ran: Lint --dry-run',
      // No flag of Lint: nothing to complete.
      'clistack Lint --she\t': 'ran: Lint --she',
    };
    const screen = type(shell, Object.keys(lines).join('\n'), false).screen;
    const ran = screen.split(/[\r\n]+/).filter((line) => line.startsWith('ran: '));
    expect(ran.map((line) => line.trim())).toEqual(Object.values(lines));
  });

  it('starts no node, and no clistack but the one that was called', () => {
    const { started } = type(shell, 'clistack masterbin.wh\t');
    expect(started.filter((path) => /node/.test(path))).toEqual([]);
    expect(started.filter((path) => path.endsWith('/clistack'))).toEqual([sandbox.path('programs/clistack')]);
  });
});

describe('TAB in fish', () => {
  it.each([
    ['tasks, whatever their case', 'clistack masterb', ['MasterBin.Clean', 'MasterBin.Rebuild', 'MasterBin.Which']],
    ['flags of a task and of the engine', 'clistack Env.Print --s', ['--shell', '--summary']],
    ['values of a flag', 'clistack env.print --shell f', ['fish']],
    ['flags of the engine', 'clistack Lint --dry', ['--dry-run']],
  ])('completes %s', (_, line, words) => {
    expect(fishOffers(line).words).toEqual(words);
  });

  it('starts nothing at all', () => {
    expect(fishOffers('clistack Env.Print --shell ').started.map((path) => path.split('/').at(-1))).toEqual(['fish']);
  });
});

it('offers a new task of the user after the next run, and no run before it changed a thing', async () => {
  expect(fishOffers('clistack Fixture.No').words).toEqual(['']);
  sandbox.config({ taskFolders: [fixtureTasks] });
  await sandbox.run('clistack', ['Tasks', '--dry-run']);
  expect(fishOffers('clistack Fixture.No').words).toEqual(['']);
  await sandbox.run('clistack', ['Tasks']);
  expect(fishOffers('clistack Fixture.No').words).toEqual(['Fixture.Note']);
});

it('is taken back by Undo.Run', async () => {
  const { status } = await sandbox.run('clistack', ['Undo.Run']);
  expect(status).toBe(0);
  expect([sandbox.read('.bashrc'), sandbox.read('.zshrc')]).toEqual(['# mine\n', "PS1='> '\n"]);
  expect(fishOffers('clistack masterb').words).toEqual(['']);
});

it('changes nothing the second time', async () => {
  const before = sandbox.tree();
  await sandbox.run('clistack', ['Completion.Install']);
  expect(sandbox.tree()).toEqual(before);
});
