import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A package registry on loopback, whose packages are those in node_modules: what npm installs from it is what we are tested with. */
export interface Registry {
  readonly url: string;
  close(): Promise<void>;
}

interface Installed {
  readonly folder: string;
  readonly manifest: { readonly name: string; readonly version: string };
}

export async function openRegistry(root: string): Promise<Registry> {
  const packages = installedPackages(root);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').slice(1);
    const [name = '', version] = path.split('/-/');
    const versions = packages.get(name);
    const asked = version === undefined ? undefined : versions?.get(version.replace(/\.tgz$/, ''));
    if (versions === undefined || (version !== undefined && asked === undefined)) {
      response.writeHead(404).end('{}');
    } else if (asked === undefined) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(packument(name, versions, urlOf(server))));
    } else {
      const tar = spawn('tar', [
        '-cz',
        '--exclude=./node_modules',
        '--transform=s,^\\.,package,',
        '-C',
        asked.folder,
        '.',
      ]);
      tar.stdout.pipe(response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: urlOf(server),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function urlOf(server: Server): string {
  // It listens on a port, so its address is no path.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** By name and version, every package that lies in node_modules at any depth, as the lock file lists them. */
function installedPackages(root: string): ReadonlyMap<string, ReadonlyMap<string, Installed>> {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  const found = new Map<string, Map<string, Installed>>();
  for (const path of Object.keys(lock.packages)) {
    const folder = join(root, path);
    // The lock also lists what belongs to other platforms.
    if (path === '' || !existsSync(join(folder, 'package.json'))) continue;
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Installed['manifest'];
    const versions = found.get(manifest.name) ?? new Map<string, Installed>();
    found.set(manifest.name, versions.set(manifest.version, { folder, manifest }));
  }
  return found;
}

function packument(name: string, versions: ReadonlyMap<string, Installed>, url: string): unknown {
  const listed = [...versions].map(([version, { manifest }]) => [
    version,
    { ...manifest, dist: { tarball: `${url}/${name}/-/${version}.tgz` } },
  ]);
  return { name, 'dist-tags': { latest: [...versions.keys()].at(-1) }, versions: Object.fromEntries(listed) };
}
