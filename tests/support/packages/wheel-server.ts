import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** When everything of the server came out. */
export const servedTime = '2026-01-01T00:00:00.000000Z';

/** A folder of wheels as an index that knows hashes and times (PEP 691 and 700), on loopback. */
export async function serveWheels(folder: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = join(folder, decodeURIComponent(request.url ?? ''));
    if (path.endsWith('.whl') && existsSync(path)) {
      response.end(readFileSync(path));
      return;
    }
    const project = existsSync(path) && path !== `${folder}/` ? describeProject(path) : undefined;
    response.writeHead(project === undefined ? 404 : 200, { 'content-type': 'application/vnd.pypi.simple.v1+json' });
    response.end(JSON.stringify(project ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this form.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  return { url, close };
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
