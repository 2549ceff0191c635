import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askPlainIndex } from '../../lib/pin/python/offers';
import { StackError } from '../../lib/kernel/fault';
import { describeWith, oracleBin } from '../support/oracles';

interface Page {
  readonly status?: number;
  readonly kind?: string;
  readonly body?: string;
}

const python = join(oracleBin, 'python');

let home = '';
let server: Server;
let base = '';
let asked: string[] = [];
let pages: Readonly<Record<string, Page>> = {};

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'clistack-offers-'));
  asked = [];
  pages = {};
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push([path, request.headers.authorization].filter(Boolean).join(' '));
    const { status = 200, kind = 'application/vnd.pypi.simple.v1+json', body = '' } = pages[path] ?? { status: 404 };
    response.writeHead(status, { 'content-type': kind }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this form.
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(home, { recursive: true, force: true });
});

/** Asynchronously, because the index is a server of this process. */
const start = ([script = '']: readonly string[], input: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const env = { PATH: '/usr/bin:/bin', HOME: home, no_proxy: '127.0.0.1' };
    const child = execFile(python, [script], { env }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(stderr));
    });
    child.stdin?.end(input);
  });

const ask = (tool: string, index: string): ReturnType<typeof askPlainIndex> => askPlainIndex(tool, index, start);

const json = (...files: readonly (string | object)[]): Page => ({
  body: JSON.stringify({ files: files.map((file) => (typeof file === 'string' ? { filename: file } : file)) }),
});
const wheel = (version: string, name = 'demo_tool'): string => `${name}-${version}-py3-none-any.whl`;

describeWith('pipx', 'what plain indexes offer', () => {
  it('a version is as old as its first wheel, and taken back when all of its wheels are', async () => {
    const [early, late] = ['2026-01-01T00:00:00Z', '2026-01-05T00:00:00Z'];
    pages = {
      '/a/demo-tool/': json(
        { filename: wheel('1.0'), 'upload-time': early, yanked: 'broken' },
        { filename: 'demo_tool-1.1-1-py3-none-any.whl', 'upload-time': late, yanked: true },
        { filename: wheel('1.1'), 'upload-time': early },
        { filename: 'demo_tool-1.2.tar.gz', 'upload-time': early },
        { filename: wheel('1.3'), 'upload-time': early, yanked: '' },
      ),
    };
    expect(await ask('Demo_Tool', `${base}/a`)).toEqual([
      { version: '1.0', published: early, yanked: 'broken' },
      { version: '1.1', published: early },
      { version: '1.3', published: early, yanked: 'without a reason' },
    ]);
  });

  it('a page of links says the same but for the times', async () => {
    const links = [
      `<a href="../x/${wheel('1.0')}#sha256=00">1</a>`,
      `<a data-yanked="no" href="${wheel('1.1')}">2</a>`,
      `<a data-yanked="" href="${wheel('1.2')}">2</a>`,
      `<a data-yanked href="${wheel('1.3')}">2</a>`,
      `<a data-requires-python="&gt;=99" href="${wheel('2.0')}">3</a>`,
    ];
    pages = { '/a/demo-tool/': { kind: 'text/html', body: `<html>${links.join('\n')}</html>` } };
    expect(await ask('demo-tool', `${base}/a/`)).toEqual([
      { version: '1.0', published: undefined },
      { version: '1.1', published: undefined, yanked: 'no' },
      { version: '1.2', published: undefined, yanked: 'without a reason' },
      { version: '1.3', published: undefined, yanked: 'without a reason' },
    ]);
  });

  it('what another python would need is not offered, and what cannot be read keeps nobody out', async () => {
    pages = {
      '/a/demo-tool/': json(
        { filename: wheel('1.0'), 'requires-python': '>=3.6,!=3.7.*' },
        { filename: wheel('2.0'), 'requires-python': '<3' },
        { filename: wheel('3.0'), 'requires-python': 'whatever' },
      ),
    };
    expect((await ask('demo-tool', `${base}/a`))?.map(({ version }) => version)).toEqual(['1.0', '3.0']);
  });

  it.each([
    ['py3-none-any', true],
    ['py2.py3-none-any', true],
    ['py2-none-any', false],
    ['py399-none-any', false],
    ['cp36-abi3-PLATFORM', true],
    ['cp39-cp39-win_amd64', false],
    ['cp36-cp36m-PLATFORM', false],
    ['OWN-OWN-PLATFORM', true],
    ['OWN-OWN-manylinux_2_17_s390x', false],
    ['OWN-OWNt-PLATFORM', false],
    ['py3-none-macosx_11_0_arm64', false],
    ['pp310-pypy310_pp73-PLATFORM', false],
  ])('of a wheel for %s on a Linux with glibc it is %p that it is offered', async (tags, isOffered) => {
    const own = `cp${execFileSync(python, ['-c', 'import sys; print(*sys.version_info[:2], sep="")'], { encoding: 'utf8' }).trim()}`;
    const machine = execFileSync('uname', ['-m'], { encoding: 'utf8' }).trim();
    const named = tags.replaceAll('OWN', own).replace('PLATFORM', `manylinux_2_17_${machine}.manylinux2014_${machine}`);
    pages = { '/a/demo-tool/': json(`demo_tool-1.0-${named}.whl`) };
    expect(await ask('demo-tool', `${base}/a`)).toEqual(
      isOffered ? [{ version: '1.0', published: undefined }] : undefined,
    );
  });

  it('a login goes along, of the address or of the netrc, and to no other host', async () => {
    pages = { '/a/demo-tool/': json(wheel('1.0')) };
    await ask('demo-tool', `${base.replace('//', '//me:s%40cret@')}/a`);
    expect(asked).toEqual([`/a/demo-tool/ Basic ${Buffer.from('me:s@cret').toString('base64')}`]);
    asked = [];
    writeFileSync(join(home, '.netrc'), 'machine 127.0.0.1 login you password word\n', { mode: 0o600 });
    await ask('demo-tool', `${base}/a`);
    expect(asked).toEqual([`/a/demo-tool/ Basic ${Buffer.from('you:word').toString('base64')}`]);
  });

  it('a folder is an index too', async () => {
    mkdirSync(join(home, 'simple', 'demo-tool'), { recursive: true });
    writeFileSync(join(home, 'simple', 'demo-tool', 'index.html'), `<a href="${wheel('1.0')}">1</a>`);
    expect(await ask('demo-tool', `file://${home}/simple`)).toEqual([{ version: '1.0', published: undefined }]);
  });

  it.each<readonly [string, Page]>([
    ['refuses', { status: 403, body: 'no' }],
    ['is broken', { body: 'not JSON' }],
    ['has other files only', json('demo_tool-1.0.tar.gz', wheel('1.0', 'other'), 'demo_tool.whl')],
    ['does not know the package', { status: 404 }],
  ])('an index that %s tells nothing', async (_, page) => {
    pages = { '/a/demo-tool/': page };
    expect(await ask('demo-tool', `${base}/a`)).toBeUndefined();
  });

  it('nobody who answers, and a python that does not run tell nothing', async () => {
    expect(await ask('demo-tool', 'http://127.0.0.1:1/simple')).toBeUndefined();
    const broken = new StackError('TST001', 504, 'it does not run', 'look', {});
    await expect(askPlainIndex('demo-tool', base, () => Promise.reject(broken))).resolves.toBeUndefined();
    await expect(askPlainIndex('demo-tool', base, () => Promise.reject(new Error('ours')))).rejects.toThrow('ours');
  });
});
