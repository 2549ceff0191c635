import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createCrateRegistry } from './crates';
import { startNpmRegistry } from './npm-registry';
import { serveWheels } from './wheel-server';
import { createWheelIndex } from './wheels';

/** A place that one manager gets its packages from, as far as every manager has such a thing. */
export interface PackageSource {
  readonly manager: string;
  /** Variables that configure the manager for it. */
  readonly env: Readonly<Record<string, string>>;
  publish(tool: string, version: string, needs?: readonly string[], alsoFor?: readonly string[]): void;
  tamper(tool: string, version: string): void;
  /** From now on nothing can be fetched. */
  close(): Promise<void>;
}

type Open = (home: string) => Promise<PackageSource>;

/** A hermetic source for each manager; everything lies below the given home. */
export const sources: Readonly<Record<string, Open>> = {
  npm: async (home) => {
    const registry = await startNpmRegistry();
    writeFileSync(join(home, '.npmrc'), `registry=${registry.url}\n`);
    return {
      manager: 'npm',
      env: { npm_config_fetch_retries: '0' },
      publish: (tool, version, needs = []) => {
        const dependencies = Object.fromEntries(needs.map((need) => [need, '^1.0.0']));
        registry.publish(tool, version, { dependencies, ...tagOf(version) });
      },
      tamper: registry.tamper,
      close: registry.close,
    };
  },
  pipx: (home) => Promise.resolve(pythonSource('pipx', home)),
  uv: async (home) => {
    const source = pythonSource('uv', home);
    const server = await serveWheels(join(home, 'simple'));
    return { ...source, env: { ...source.env, UV_DEFAULT_INDEX: server.url }, close: server.close };
  },
  cargo: (home) => {
    const folder = join(home, 'crates');
    const registry = createCrateRegistry(folder);
    mkdirSync(join(home, '.cargo'), { recursive: true });
    writeFileSync(join(home, '.cargo', 'config.toml'), registry.config);
    return Promise.resolve({
      manager: 'cargo',
      // The toolchain is the machine's; all else of cargo is below the home.
      env: { RUSTUP_HOME: process.env['RUSTUP_HOME'] ?? join(homedir(), '.rustup') },
      publish: registry.publish,
      tamper: registry.tamper,
      close: () => {
        rmSync(folder, { recursive: true, force: true });
        return Promise.resolve();
      },
    });
  },
};

function pythonSource(manager: string, home: string): PackageSource {
  const folder = join(home, 'simple');
  const index = createWheelIndex(folder);
  return {
    manager,
    env: {
      PIP_CONFIG_FILE: '/dev/null',
      PIP_INDEX_URL: index.url,
      PIP_RETRIES: '0',
      UV_DEFAULT_INDEX: index.url,
      UV_PYTHON_DOWNLOADS: 'never',
      UV_HTTP_RETRIES: '0',
    },
    publish: (tool, version, needs = [], alsoFor = []) => {
      const requires = needs.map((need) => (need.includes('>') ? need : `${need}>=1,<2`));
      index.publish(tool, version, { requires, alsoFor });
    },
    tamper: index.tamper,
    close: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** A prerelease is not what `latest` means. */
function tagOf(version: string): { readonly tag?: string } {
  return version.includes('-') ? { tag: 'next' } : {};
}
