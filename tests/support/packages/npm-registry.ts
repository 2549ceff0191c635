import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { packTarball } from './tarball';

export interface PublishOptions {
  readonly tag?: string;
  /** ISO; null leaves the version without a time: the "age unknown" case of a policy. */
  readonly time?: string | null;
  readonly deprecated?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly bins?: readonly string[];
  /** More of its package.json: `os`, `optionalDependencies`. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** Where its attestation lies. */
  readonly attestation?: string;
  /** More of its files, by their path in the package. */
  readonly files?: Readonly<Record<string, string>>;
}

/** An npm registry on loopback; packages are made in memory, and their programs print `<name> <version>`. */
export interface NpmRegistry {
  readonly url: string;
  /** Every request, for assertions such as "nothing was asked for". */
  readonly hits: string[];
  /** Every authorization that was sent. */
  readonly tokens: string[];
  publish(name: string, version: string, options?: PublishOptions): void;
  /** From now on other bytes come than the integrity says. */
  tamper(name: string, version: string): void;
  /** From now on its bytes are gone, though it is still listed. */
  lose(name: string, version: string): void;
  /** From now on this weakness is known; without any, the registry knows nothing of weaknesses. */
  advise(name: string, range: string, title: string): void;
  /** From now on nobody may keep what it sends. */
  forbidCaching(): void;
  /** From now on requests for tarballs are never answered. */
  hang(): void;
  close(): Promise<void>;
}

interface Packument {
  readonly name: string;
  readonly 'dist-tags': Record<string, string>;
  readonly versions: Record<string, unknown>;
  readonly time: Record<string, string>;
}

export async function startNpmRegistry(): Promise<NpmRegistry> {
  const packuments = new Map<string, Packument>();
  const tarballs = new Map<string, Buffer>();
  const hits: string[] = [];
  const advisories: Record<string, readonly unknown[]> = {};
  const tokens: string[] = [];
  let hanging = false;
  let keeps = true;

  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    hits.push(`${request.method ?? ''} ${path}`);
    if (request.headers.authorization !== undefined) tokens.push(request.headers.authorization);
    const bytes = tarballs.get(path);
    if (bytes !== undefined && hanging) return;
    if (!keeps) response.setHeader('cache-control', 'no-store');
    if (bytes !== undefined) {
      response.end(bytes);
      return;
    }
    if (path === '/-/npm/v1/security/advisories/bulk' && Object.keys(advisories).length > 0) {
      answerJson(response, 200, advisories);
      return;
    }
    const packument = packuments.get(path.slice(1));
    answerJson(response, packument === undefined ? 404 : 200, packument ?? { error: 'not found' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this form.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const pathOf = (name: string, version: string): string =>
    `/${name}/-/${name.split('/').at(-1) ?? name}-${version}.tgz`;
  return {
    url,
    hits,
    tokens,
    publish: (name, version, options = {}) => {
      const {
        tag = 'latest',
        time = '2026-01-01T00:00:00.000Z',
        deprecated,
        dependencies,
        optionalDependencies,
        more,
        attestation,
        files = {},
      } = options;
      const bins = options.bins ?? [name.split('/').at(-1) ?? name];
      const bin = Object.fromEntries(bins.map((program) => [program, 'cli.js']));
      const manifest = { name, version, dependencies, optionalDependencies, bin, ...more };
      const bytes = packTarball([
        { name: 'package/package.json', text: JSON.stringify(manifest) },
        { name: 'package/cli.js', text: program(name, version), mode: 0o755 },
        ...Object.entries(files).map(([path, text]) => ({ name: `package/${path}`, text })),
      ]);
      tarballs.set(pathOf(name, version), bytes);
      // What is published first is called the latest, whatever tag it is given.
      const packument = packuments.get(name) ?? { name, 'dist-tags': { latest: version }, versions: {}, time: {} };
      packuments.set(name, packument);
      packument['dist-tags'][tag] = version;
      if (time !== null) packument.time[version] = time;
      const attestations = attestation === undefined ? undefined : { url: attestation };
      const integrity = `sha512-${digest('sha512', bytes)}`;
      const dist = { tarball: `${url}${pathOf(name, version)}`, integrity, attestations };
      packument.versions[version] = { ...manifest, deprecated, dist };
    },
    tamper: (name, version) => {
      tarballs.set(
        pathOf(name, version),
        packTarball([{ name: 'package/package.json', text: JSON.stringify({ name, version, evil: true }) }]),
      );
    },
    lose: (name, version) => {
      tarballs.delete(pathOf(name, version));
    },
    advise: (name, range, title) => {
      const about = { id: 1, url: 'https://example.org/advisories/GHSA-demo', severity: 'high', cwe: [], cvss: {} };
      advisories[name] = [{ ...about, title, vulnerable_versions: range }];
    },
    forbidCaching: () => {
      keeps = false;
    },
    hang: () => {
      hanging = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        // npm keeps connections alive.
        server.closeAllConnections();
      }),
  };
}

function answerJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** Ends with its first argument. */
function program(name: string, version: string): string {
  return `#!/usr/bin/env node
console.log(${JSON.stringify(`${name} ${version}`)});
process.exit(Number(process.argv[2]) || 0);
`;
}

function digest(algorithm: string, bytes: Buffer): string {
  return createHash(algorithm).update(bytes).digest('base64');
}
