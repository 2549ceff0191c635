import { linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findShimOwners } from '../../../lib/masterbin/foreign';
import { renderSh } from '../../../lib/masterbin/shims/sh';
import { unreadable } from '../../../lib/system/faults';
import { createMemorySystem } from '../../../lib/system/memory';
import { realReader } from '../../../lib/system/real/read-files';
import { bin, home } from './world';

const script = (body: string): string => `#!/usr/bin/env bash\n${body}\n`;

/** Launchers as these managers write them. */
const launchers: readonly (readonly [owner: string, path: string, text: string])[] = [
  ['asdf', `${home}/x/npm`, script('# asdf-plugin: nodejs 20.1.0\nexec /opt/asdf/bin/asdf exec "npm" "$@" # asdf_allow')],
  ['asdf', `${home}/.asdf/shims/npm`, 'anything'],
  ['mise', `${home}/x/node`, script('exec /usr/bin/mise x -- node "$@"')],
  ['mise', `${home}/.local/share/mise/shims/node`, 'anything'],
  ['mise', `${home}/.local/share/rtx/shims/node`, 'anything'],
  ['volta', `${home}/.volta/bin/node`, 'anything'],
  ['nvm', `${home}/x/node`, script('exec "$NVM_DIR/nvm-exec" node "$@"')],
  ['fnm', '/run/user/1000/fnm_multishells/12_34/bin/node', 'anything'],
  ['pyenv', `${home}/x/python`, script('set -e\nexec "/home/ada/.pyenv/libexec/pyenv" exec "$program" "$@"')],
  ['pyenv', `${home}/.pyenv/shims/python`, 'anything'],
  ['rbenv', `${home}/x/ruby`, script('exec "/usr/bin/rbenv" exec "$program" "$@"')],
  ['nodenv', `${home}/x/node`, script('exec "/usr/bin/nodenv" exec "$program" "$@"')],
  ['jenv', `${home}/.jenv/shims/java`, 'anything'],
  ['goenv', `${home}/.goenv/shims/go`, 'anything'],
  ['proto', `${home}/.proto/shims/node`, 'anything'],
  ['clistack', `${home}/other/bin/tool`, wrapper()],
  ['clistack', `${bin}/tool`, 'anything'],
]; // prettier-ignore

function wrapper(): string {
  const rendered = renderSh({ bin, name: 'tool', target: '/opt/tool' });
  return 'text' in rendered ? rendered.text : '';
}

it.each(launchers)('knows a launcher of %s at %s', (owner, path, text) => {
  expect(findShimOwners(createMemorySystem({ files: { [path]: text } }), bin)(path)).toBe(owner);
});

it.each([
  ['mise', '/usr/bin/mise'],
  ['volta', '/opt/volta/volta-shim'],
  ['asdf', '/usr/bin/asdf'],
  ['proto', `${home}/.proto/bin/proto-shim`],
])('knows a link to the one program of %s', (owner, program) => {
  const system = createMemorySystem({ files: { [program]: '\x7fELF' }, links: { [`${home}/x/node`]: program } });
  expect(findShimOwners(system, bin)(`${home}/x/node`)).toBe(owner);
});

it('knows a link into our own folder, also when the folder is a link itself', () => {
  const system = createMemorySystem({
    files: { '/disk/bin/tool': 'x' },
    links: { [bin]: '/disk/bin', [`${home}/x/tool`]: `${bin}/tool` },
  });
  expect(findShimOwners(system, bin)(`${home}/x/tool`)).toBe('clistack');
  expect(findShimOwners(system, bin)('/disk/bin/tool')).toBe('clistack');
});

it.each([
  ['a plain script', `${home}/x/tool`, script('exec python3 -m tool "$@"')],
  ['a script that talks of pyenv', `${home}/x/tool`, script('echo "install pyenv first"')],
  ['a binary', `${home}/x/tool`, '\x7fELF'],
  ['a real program of a version', `${home}/.nvm/versions/node/v20.1.0/bin/node`, '\x7fELF'],
  ['a large script that begins like a launcher', `${home}/x/tool`, `${script('exec mise x')}${'#'.repeat(5000)}`],
])('takes %s for a program', (_, path, text) => {
  expect(findShimOwners(createMemorySystem({ files: { [path]: text } }), bin)(path)).toBeUndefined();
});

it('takes a program that may be run and not read for a program', () => {
  const system = createMemorySystem({ files: { [`${home}/x/tool`]: script('exec mise x') } });
  const readText = (): never => {
    throw unreadable({ path: `${home}/x/tool`, reason: 'permission denied' });
  };
  expect(findShimOwners({ files: { ...system.files, readText } }, bin)(`${home}/x/tool`)).toBeUndefined();
});

it('takes the manager itself for a program, also behind a link of its own name', () => {
  const system = createMemorySystem({
    files: { '/usr/lib/mise/mise': '\x7fELF' },
    links: { [`${home}/x/mise`]: '/usr/lib/mise/mise' },
  });
  expect(findShimOwners(system, bin)(`${home}/x/mise`)).toBeUndefined();
});

describe('rustup', () => {
  const cargoBin = `${home}/.cargo/bin`;

  it('has launchers that are links to it, and is itself a program', () => {
    const system = createMemorySystem({
      files: { [`${cargoBin}/rustup`]: '\x7fELF', [`${cargoBin}/rg`]: '\x7fELF' },
      links: { [`${cargoBin}/cargo`]: 'rustup' },
    });
    const owner = findShimOwners(system, bin);
    expect(['cargo', 'rustup', 'rg'].map((name) => owner(`${cargoBin}/${name}`))).toEqual([
      'rustup',
      undefined,
      undefined,
    ]);
  });

  it('has launchers that are the same file as it, as older ones do', () => {
    const folder = mkdtempSync(join(tmpdir(), 'clistack-rustup-'));
    writeFileSync(join(folder, 'rustup'), '\x7fELF');
    writeFileSync(join(folder, 'rg'), '\x7fELF');
    linkSync(join(folder, 'rustup'), join(folder, 'cargo'));
    const owner = findShimOwners({ files: { ...createMemorySystem().files, ...realReader } }, bin);
    expect(['cargo', 'rustup', 'rg'].map((name) => owner(join(folder, name)))).toEqual([
      'rustup',
      undefined,
      undefined,
    ]);
    rmSync(folder, { recursive: true });
  });
});
