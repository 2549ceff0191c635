import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { isWine } from './room';
import { itUnless } from '../support/only-where';

const system32 = join(process.env['SystemRoot'] ?? '', 'System32');
const reg = (...args: readonly string[]): { readonly status: number | null; readonly stdout: string } => {
  const { status, stdout, error } = spawnSync(join(system32, 'reg.exe'), args, { encoding: 'utf8', timeout: 30_000 });
  if (error !== undefined) throw error;
  return { status, stdout };
};

// Red on every system that is none: a lane that silently ran on another one must not look like Windows.
it('this is a node.exe', () => {
  expect(process.platform).toBe('win32');
  expect(sep).toBe('\\');
  expect(process.execPath).toMatch(/^[A-Z]:\\.*\\node\.exe$/);
  expect(process.cwd()).toMatch(/^[A-Z]:\\/);
});

it('the system has a registry that keeps what is put into it', () => {
  const key = `HKCU\\Software\\CliStackCanary${process.pid}`;
  expect(reg('add', key, '/v', 'Sings', '/t', 'REG_SZ', '/d', 'a b & c', '/f').status).toBe(0);
  expect(reg('query', key, '/v', 'Sings').stdout).toMatch(/Sings\s+REG_SZ\s+a b & c/);
  expect(reg('delete', key, '/f').status).toBe(0);
  expect(reg('query', key).status).not.toBe(0);
});

it('statuses arrive whole', () => {
  const ended = spawnSync(process.execPath, ['-e', 'process.exit(502)'], { timeout: 30_000 });
  expect(ended.status).toBe(502);
});

// What Wine pretends. When a newer one does it for real this fails, and the part leaves the unverified ones of docs/platforms.md.
itUnless(isWine ? undefined : 'this is a real Windows', 'Wine still makes no symbolic links', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clistack-canary-'));
  symlinkSync(folder, join(folder, 'link'), 'dir');
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

itUnless(
  isWine ? undefined : 'this is a real Windows',
  'Wine still has no way to end the whole tree of a process',
  () => {
    const taskkill = spawnSync(join(system32, 'taskkill.exe'), ['/T', '/F', '/PID', '999999'], { encoding: 'utf8', timeout: 30_000 }); // prettier-ignore
    expect(taskkill.stdout + taskkill.stderr).toContain('Unknown or invalid');
  },
);
