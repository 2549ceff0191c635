import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWith, oracleBin } from '../support/oracles';
import { servedTime, serveWheels } from '../support/packages/wheel-server';
import { createWheelIndex } from '../support/packages/wheels';

const script = join(__dirname, '..', '..', 'config', 'data', 'pip-offers.py');

/** What the script answers under the python of the oracles; asynchronously, because the index may be a server of this process. */
async function ask(index: string, ...names: readonly string[]): Promise<Record<string, readonly object[]>> {
  const env = { PATH: '/usr/bin:/bin', HOME: '/nonexistent', PIP_CONFIG_FILE: '/dev/null', PIP_INDEX_URL: index };
  const { stdout } = await promisify(execFile)(join(oracleBin, 'python'), [script, ...names], { env });
  return JSON.parse(stdout) as Record<string, readonly object[]>;
}

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
      { version: '1.0', time: servedTime, yanked: 'broken', sha256: null, wheel: true, installable: true, url: wheel('1.0-py3-none-any.whl') },
      { version: '2.0', time: null, yanked: false, sha256: null, wheel: false, installable: false, url: wheel('2.0.tar.gz') },
      { version: '2.1', time: null, yanked: false, sha256: null, wheel: true, installable: false, url: wheel('2.1-cp39-cp39-win_amd64.whl') },
      { version: '3.0', time: null, yanked: false, sha256: null, wheel: true, installable: false, url: wheel('3.0-py3-none-any.whl') },
    ]); // prettier-ignore
  });
});
