import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith, oracleBin } from '../support/oracles';

const script = join(__dirname, '..', '..', 'config', 'data', 'fetch-wheels.py');
const bytes = 'a wheel';
const sha256 = createHash('sha256').update(bytes).digest('hex');
const name = 'demo_tool-1.0.0-py3-none-any.whl';

let home = '';
let server: Server;
let base = '';
let asked: string[] = [];
let pages: Readonly<Record<string, string>> = {};
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'clistack-fetch-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push([request.url ?? '', request.headers.authorization].filter(Boolean).join(' '));
    const body = pages[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/vnd.pypi.simple.v1+json' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this form.
  base = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(home, { recursive: true, force: true });
});

const offer = (filename: string, url: string, hash = sha256): string =>
  JSON.stringify({ files: [{ filename, url, hashes: { sha256: hash } }] });

/** Asynchronously, because the index is a server of this process. */
const fetch = (indexes: readonly string[], known: string | null = null): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const env = { PATH: '/usr/bin:/bin', HOME: home, no_proxy: '127.0.0.1' };
    const packages = [{ name: 'demo-tool', version: '1.0.0', sha256: [sha256] }];
    const child = execFile(join(oracleBin, 'python'), [script], { env }, (error, stdout, stderr) => {
      if (error === null) resolve(JSON.parse(stdout));
      else reject(new Error(stderr));
    });
    child.stdin?.end(JSON.stringify({ folder: join(home, 'project', 'wheels'), known, indexes, packages }));
  });
const wheels = (file = ''): string => join(home, 'project', 'wheels', file);

describeWith('uv', 'the fetching of wheels', () => {
  it('brings the locked file, and tells the login of the index to its own host alone', async () => {
    pages = { '/simple/demo-tool/': offer(name, `/files/${name}`), [`/files/${name}`]: bytes };
    expect(await fetch([`http://ada:pass@${base}/simple/`])).toEqual({ files: [name] });
    const login = `Basic ${Buffer.from('ada:pass').toString('base64')}`;
    expect(asked).toEqual([`/simple/demo-tool/ ${login}`, `/files/${name} ${login}`]);
    expect(readFileSync(wheels(name), 'utf8')).toBe(bytes);

    rmSync(wheels(), { recursive: true });
    asked = [];
    pages = {
      ...pages,
      '/simple/demo-tool/': offer(name, `http://localhost:${base.split(':')[1] ?? ''}/files/${name}`),
    };
    expect(await fetch([`http://ada:pass@${base}/simple/`])).toEqual({ files: [name] });
    expect(asked).toEqual([`/simple/demo-tool/ ${login}`, `/files/${name}`]);
  });

  it.each([
    ['has other bytes than its hash', name, 'evil'],
    ['has a name that leads out of the folder', `../../${name}`, bytes],
    ['is for another platform', 'demo_tool-1.0.0-cp36-cp36m-win_amd64.whl', bytes],
    ['is another version', 'demo_tool-2.0.0-py3-none-any.whl', bytes],
  ])('keeps nothing of a file that %s', async (_, filename, body) => {
    pages = { '/simple/demo-tool/': offer(filename, '/files/it'), '/files/it': body };
    const gap = 'demo-tool: no index offers a wheel of it that fits and has the hash';
    expect(await fetch([`http://${base}/simple`])).toEqual({ gap });
    expect([existsSync(wheels()), existsSync(join(home, name))]).toEqual([false, false]);
  });

  it('needs no index for what is there, and trusts no file that was changed', async () => {
    const known = join(home, 'known');
    mkdirSync(known);
    writeFileSync(join(known, name), bytes);
    expect(await fetch(['http://127.0.0.1:1/simple'], known)).toEqual({ files: [name] });
    rmSync(wheels(), { recursive: true });
    writeFileSync(join(known, name), 'damaged');
    pages = { '/simple/demo-tool/': offer(name, '/files/it'), '/files/it': bytes };
    expect(await fetch([`http://${base}/simple`], known)).toEqual({ files: [name] });
    expect(readFileSync(wheels(name), 'utf8')).toBe(bytes);
  });
});
