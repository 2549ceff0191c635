import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** When everything of the server came out. */
export const servedTime = '2026-01-01T00:00:00.000000Z';

export interface WheelServer {
  /** Of the simple interface. */
  readonly url: string;
  /** Paths that were asked for, with the login that came along. */
  readonly asked: readonly string[];
  /** From now on there is a JSON interface beside the simple one, and it knows this of a version. */
  tell(name: string, version: string, about: AboutVersion): void;
  /** From now on the JSON interface answers this, whatever it is asked; `silence`: never. */
  answer(body: { readonly status: number; readonly text: string } | 'silence'): void;
  close(): Promise<void>;
}

export interface AboutVersion {
  readonly vulnerabilities?: readonly Readonly<Record<string, unknown>>[];
  /** Why it was taken back; null: without a reason. */
  readonly yanked?: string | null;
}

/** A folder of wheels as an index that knows hashes and times (PEP 691 and 700), on loopback. */
export async function serveWheels(folder: string): Promise<WheelServer> {
  const asked: string[] = [];
  const told = new Map<string, unknown>();
  let fixed: { readonly status: number; readonly text: string } | 'silence' | undefined;
  const server = createServer((request, response) => {
    const url = decodeURIComponent(request.url ?? '');
    asked.push([url, request.headers.authorization].filter(Boolean).join(' '));
    if (url.startsWith('/pypi/')) {
      if (fixed === 'silence') return;
      const about = told.size > 0 ? (told.get(url) ?? { info: {}, vulnerabilities: [] }) : undefined;
      const { status, text } = fixed ?? { status: about === undefined ? 404 : 200, text: JSON.stringify(about ?? {}) };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(text);
      return;
    }
    const path = join(folder, url.replace(/^\/simple\//, '/'));
    if (path.endsWith('.whl') && existsSync(path)) {
      response.end(readFileSync(path));
      return;
    }
    const project = existsSync(path) && path !== `${folder}/` ? describeProject(path) : undefined;
    response.writeHead(project === undefined ? 404 : 200, { 'content-type': 'application/vnd.pypi.simple.v1+json' });
    response.end(JSON.stringify(project ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // A server that listens on a port has an address of this form.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple/`,
    asked,
    tell: (name, version, { vulnerabilities = [], yanked }) => {
      const info = { name, version, yanked: yanked !== undefined, yanked_reason: yanked ?? null };
      told.set(`/pypi/${name}/${version}/json`, { info, vulnerabilities });
    },
    answer: (body) => {
      fixed = body;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function describeProject(folder: string): unknown {
  const index = readFileSync(join(folder, 'index.html'), 'utf8');
  const wheels = readdirSync(folder).filter((file) => file.endsWith('.whl'));
  const name = folder.split('/').filter(Boolean).at(-1) ?? '';
  return {
    meta: { 'api-version': '1.1' },
    name,
    versions: wheels.map((file) => file.split('-')[1]),
    files: wheels.map((filename) => ({
      filename,
      url: filename,
      size: readFileSync(join(folder, filename)).length,
      'upload-time': servedTime,
      // What was published, whatever bytes lie there now.
      hashes: { sha256: new RegExp(`${filename}#sha256=([0-9a-f]+)`).exec(index)?.[1] ?? hashOf(folder, filename) },
    })),
  };
}

function hashOf(folder: string, file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex');
}
