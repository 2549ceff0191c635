import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { openRegistry } from './registry';

const checkout = join(__dirname, '..', '..');
export const fixture = join(__dirname, '..', 'fixtures', 'public-api');

/** A user's package in which ours is installed from its tarball. */
export interface OwnPackage {
  readonly root: string;
  dispose(): void;
}

/** Packs the checkout, copies the fixture, and lets npm install both; all it needs comes from the registry on loopback. */
export async function installOwnPackage(): Promise<OwnPackage> {
  const folder = mkdtempSync(join(tmpdir(), 'clistack-own-'));
  const root = join(folder, 'package');
  const env = {
    HOME: folder,
    PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  };
  const npm = async (cwd: string, ...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)('npm', args, { cwd, env, maxBuffer: 1e8 })).stdout.trim();
  cpSync(fixture, root, { recursive: true });
  const tarball = await npm(checkout, 'pack', '--ignore-scripts', '--silent', '--pack-destination', folder);
  renameSync(join(folder, tarball), join(root, 'clistack.tgz'));
  const registry = await openRegistry(checkout);
  try {
    await npm(root, 'install', '--registry', registry.url);
  } finally {
    await registry.close();
  }
  return {
    root,
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
