import { callingShell } from '../../../lib/centralize';
import { createMemorySystem } from '../../../lib/system/memory';

/** Processes from us upwards, each as its name and its words. */
type Chain = readonly (readonly [name: string, ...words: readonly string[]])[];

const npx = ['npm exec just E', 'npm exec just Env.Print'] as const;
const sh = ['sh', 'sh', '-c', 'just Env.Print'] as const;
const own = ['node', 'node', '/x/clistack', 'Env.Print'] as const;

const chains: readonly (readonly [string, string | undefined, Chain])[] = [
  ['that called us', 'fish', [own, ['fish', 'fish'], ['sshd', 'sshd: ada']]],
  ['that was started by another one', 'fish', [own, ['fish', 'fish'], ['bash', '-bash']]],
  ['at login', 'zsh', [own, ['zsh', '-zsh'], ['login', 'login']]],
  ['behind env', 'dash', [own, ['env', 'env', 'A=b'], ['dash', 'dash']]],
  ['before npx and its sh', 'fish', [own, sh, npx, ['fish', 'fish'], ['sshd', 'sshd: ada']]],
  ['before npx whose sh is gone', 'zsh', [own, npx, ['zsh', 'zsh']]],
  ['before a script of yarn', 'fish', [own, ['sh', '/bin/sh', '-c', 'x'], ['node', 'node', '/usr/bin/yarn', 'x'], ['fish', 'fish']]],
  ['that Node started for a terminal', 'bash', [own, ['bash', 'bash'], ['node', '/opt/code/node', 'ptyHost']]],
  ['that is no shell we know', undefined, [own, ['tcsh', 'tcsh'], ['login', 'login']]],
]; // prettier-ignore

it.each(chains)('finds the shell %s: %s', async (_, shell, chain) => {
  const { pid } = createMemorySystem().machine;
  const files = chain.map(([name, ...words], step): readonly [string, string][] => {
    const id = pid + step;
    return [
      [`/proc/${id}/stat`, `${id} (${name}) S ${id + 1} 1 1`],
      [`/proc/${id}/cmdline`, `${words.join('\0')}\0`],
    ];
  });
  expect(await callingShell(createMemorySystem({ files: Object.fromEntries(files.flat()) }))).toBe(shell);
});

it.each(chains)('asks ps where there is no /proc for the shell %s: %s', async (_, shell, chain) => {
  const { pid } = createMemorySystem().machine;
  const stdout = chain.map(([, ...words], step) => `${pid + step} ${pid + step + 1} ${words.join(' ')}\n`).join('');
  const programs = { '/bin/ps': () => ({ stdout }) };
  expect(await callingShell(createMemorySystem({ os: 'darwin', programs }))).toBe(shell);
});

it('knows none on Windows', async () => {
  expect(await callingShell(createMemorySystem({ os: 'win32' }))).toBeUndefined();
});
