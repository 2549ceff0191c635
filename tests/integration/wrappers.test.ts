import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { renderSh } from '../../lib/masterbin/shims/sh';

/** The shapes of arguments that wrappers of all kinds have been seen to change. */
const hardArguments: readonly string[] = [
  '', ' ', 'a b', ' a  b ', '"', "'", `it's "both"`, 'a\\', 'a b\\', '\\\\"', '%PATH%', '^&|<>', '!x!', '$HOME', '`id`', '$(id)', '*', '-n', '{"a":"b c&d"}', 'Grüße 🙂', 'a\nb', 'tab\tend',
]; // prettier-ignore

const targets: readonly string[] = ['plain', 'a b', `it's`, 'new\nline', '$HOME `id` "q" \\ *'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-wrappers-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function script(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

/** A wrapper of ours, written as MasterBin.Rebuild does, for a target with this text. */
function wrap(name: string, target: string, text: string): string {
  script(target, text);
  const rendered = renderSh({ name, target, bin: join(folder, 'bin') });
  if ('refused' in rendered) throw new Error(rendered.refused);
  return script(join(folder, 'bin', name), rendered.text);
}

const echo = `#!${process.execPath}\nprocess.stdout.write(JSON.stringify(process.argv.slice(2)));\n`;

it('has 22 hard shapes', () => {
  expect(new Set(hardArguments).size).toBe(22);
});

describe.each(targets)('a target at %j', (name) => {
  it('gets all arguments unchanged, and each alone', () => {
    const wrapper = wrap('echo', join(folder, name, 'tool'), echo);
    const all = execFileSync(wrapper, hardArguments, { encoding: 'utf8' });
    expect(JSON.parse(all)).toEqual(hardArguments);
  });
});

it.each(hardArguments)('passes the argument %j alone', (argument) => {
  const wrapper = wrap('echo', join(folder, 'alone', 'tool'), echo);
  expect(JSON.parse(execFileSync(wrapper, [argument], { encoding: 'utf8' }))).toEqual([argument]);
});

it('passes no argument where there is none', () => {
  const wrapper = wrap('echo', join(folder, 'none', 'tool'), echo);
  expect(execFileSync(wrapper, [], { encoding: 'utf8' })).toBe('[]');
});

it.each([0, 1, 2, 42, 255])('passes the status %d', (status) => {
  const wrapper = wrap(`end${status}`, join(folder, 'end', `${status}`), `#!/bin/sh\nexit ${status}\n`);
  expect(spawnSync(wrapper).status).toBe(status);
});

it('passes stdin byte for byte', () => {
  const wrapper = wrap('cat', join(folder, 'cat'), '#!/bin/sh\nexec cat\n');
  const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 256));
  expect(spawnSync(wrapper, { input: bytes, maxBuffer: 1e6 }).stdout.equals(bytes)).toBe(true);
});

it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1'] as const)(
  'passes %s, which the target may handle',
  async (signal) => {
    const text = `#!${process.execPath}\nprocess.on('${signal}', () => process.exit(17));\nprocess.stdout.write('up');\nsetInterval(() => 0, 1000);\n`;
    const child = spawn(wrap('trap', join(folder, 'trap', signal), text), { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => child.kill(signal));
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect(status).toBe(17);
  },
);

it('dies of the signal that kills its target: there is no second process', () => {
  const wrapper = wrap('die', join(folder, 'die'), '#!/bin/sh\nkill -KILL $$\n');
  expect(spawnSync(wrapper)).toMatchObject({ status: null, signal: 'SIGKILL' });
});

it('gives the target the process id of the call, and the name it has itself', () => {
  const wrapper = wrap('pid', join(folder, 'pid'), '#!/bin/sh\necho $$ "$0"\n');
  const child = spawnSync(wrapper, { encoding: 'utf8' });
  expect(child.stdout).toBe(`${child.pid} ${join(folder, 'pid')}\n`);
});

it('answers 127 like the shell when its target is gone', () => {
  const wrapper = wrap('gone', join(folder, 'gone', 'tool'), echo);
  rmSync(join(folder, 'gone'), { recursive: true });
  expect(spawnSync(wrapper).status).toBe(127);
});
