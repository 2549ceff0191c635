import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWith, oracleBin } from '../support/oracles';
import { servedTime, serveWheels } from '../support/packages/wheel-server';
import { createWheelIndex } from '../support/packages/wheels';

const script = join(__dirname, '..', '..', 'config', 'data', 'pip-offers.py');

type Where = Readonly<Record<`PIP_${string}`, string>>;

/** What the script answers under the python of the oracles; asynchronously, because the index may be a server of this process. */
async function ask(index: string | Where, ...names: readonly string[]): Promise<Record<string, readonly object[]>> {
  const where = typeof index === 'string' ? { PIP_INDEX_URL: index } : index;
  const env = { PATH: '/usr/bin:/bin', HOME: '/nonexistent', PIP_CONFIG_FILE: '/dev/null', PIP_RETRIES: '0', ...where };
  const { stdout } = await promisify(execFile)(join(oracleBin, 'python'), [script, ...names], { env });
  return JSON.parse(stdout) as Record<string, readonly object[]>;
}

const offeredFile = { version: '1.0.0', time: null, yanked: false, wheel: true, installable: true, provenance: null };

describeWith('pipx', 'what the index of pip offers', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'clistack-offers-'));
    createWheelIndex(folder).publish('demo-py', '1.0.0');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is read from a folder, which knows hashes and no times', async () => {
    expect(await ask(`file://${folder}/`, 'Demo.Py', 'nobody')).toEqual({
      'Demo.Py': [
        {
          version: '1.0.0',
          time: null,
          yanked: false,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          wheel: true,
          installable: true,
          provenance: null,
          url: `file://${folder}/demo-py/demo_py-1.0.0-py3-none-any.whl`,
        },
      ],
      nobody: [],
    });
  });

  it('is read from a server, which knows both', async () => {
    const server = await serveWheels(folder);
    const answer = await ask(server.url, 'demo-py', 'nobody');
    await server.close();
    expect(answer).toEqual({
      'demo-py': [expect.objectContaining({ version: '1.0.0', time: servedTime, wheel: true })],
      nobody: [],
    });
  });

  it('is found where --find-links leads, in a folder, a file and a page', async () => {
    const wheels = join(folder, 'demo-py');
    const file = join(wheels, 'demo_py-1.0.0-py3-none-any.whl');
    const found = async (links: string): Promise<readonly object[] | undefined> =>
      (await ask({ PIP_NO_INDEX: '1', PIP_FIND_LINKS: links }, 'demo-py'))['demo-py'];
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    const wheel = expect.objectContaining({ version: '1.0.0', sha256, wheel: true, installable: true }) as unknown;
    // The folder has a page that names the wheel as well.
    expect(await found(wheels)).toEqual([wheel, wheel]);
    expect(await found(file)).toEqual([{ ...offeredFile, sha256, url: `file://${file}` }]);
    const server = await serveWheels(folder);
    const answers = await Promise.all([
      found(`${server.url}demo-py/`),
      found(`${server.url}nobody/ ${join(folder, 'nowhere')}`),
    ]).finally(() => server.close());
    expect(answers).toEqual([[wheel], []]);
    await expect(found(`${server.url}demo-py/`)).rejects.toThrow('Connection refused');
    const both = { PIP_INDEX_URL: `file://${folder}/`, PIP_FIND_LINKS: file };
    expect(await ask(both, 'demo-py')).toEqual({ 'demo-py': [wheel, wheel] });
  });

  it('tells what was taken back and what this python cannot run, and leaves out what is no file of it', async () => {
    const files = [
      { filename: 'demo_py-1.0-py3-none-any.whl', hashes: {}, yanked: 'broken', 'upload-time': servedTime },
      { filename: 'demo_py-2.0.tar.gz', hashes: {}, yanked: false },
      { filename: 'demo_py-2.1-cp39-cp39-win_amd64.whl', hashes: {} },
      { filename: 'demo_py-3.0-py3-none-any.whl', hashes: {}, 'requires-python': '>=99' },
      { filename: 'other-9.0-py3-none-any.whl', hashes: {} },
      { filename: 'readme.txt', hashes: {} },
    ];
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json' });
      response.end(JSON.stringify({ files: files.map((file) => ({ ...file, url: `../f/${file.filename}` })) }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const answer = await ask(`http://user:secret@${host}/simple/`, 'demo-py');
    const wheel = (name: string): string => `http://${host}/simple/f/demo_py-${name}`;
    server.closeAllConnections();
    server.close();
    expect(answer['demo-py']).toEqual([
      { version: '1.0', time: servedTime, yanked: 'broken', sha256: null, wheel: true, installable: true, provenance: null, url: wheel('1.0-py3-none-any.whl') },
      { version: '2.0', time: null, yanked: false, sha256: null, wheel: false, installable: false, provenance: null, url: wheel('2.0.tar.gz') },
      { version: '2.1', time: null, yanked: false, sha256: null, wheel: true, installable: false, provenance: null, url: wheel('2.1-cp39-cp39-win_amd64.whl') },
      { version: '3.0', time: null, yanked: false, sha256: null, wheel: true, installable: false, provenance: null, url: wheel('3.0-py3-none-any.whl') },
    ]); // prettier-ignore
  });
});
