import { callManager, type ManagerCall } from '../../../../lib/pin/child';
import type { RunOptions } from '../../../../lib/system/ports/processes';
import { memoryWorld } from './world';

const call: ManagerCall = {
  manager: 'npm',
  tool: 'demo',
  program: 'npm',
  args: ['install'],
  passes: /^npm_config_registry$/,
  cwd: '/home/ada',
  timeoutMs: 1000,
};

const failing = (stderr: string): Promise<string> =>
  callManager(memoryWorld({ programs: { npm: () => ({ status: 1, stderr }) } }), call);

it.each([
  ['PIN010', 'npm error code ENOTFOUND\nnpm error FetchError: request to https://r/ failed\nnpm error A complete log of this', 'FetchError: request to https://r/ failed'],
  ['PIN010', "WARNING: Retrying\nERROR: Could not install: NewConnectionError('...')", "Could not install: NewConnectionError('...')"],
  ['PIN010', 'error: Request failed after 3 retries\n  cause: error sending request for url (http://x/)', 'Request failed after 3 retries'],
  ['PIN011', 'npm error code E404\nnpm error 404 Not Found - GET https://r/nope', '404 Not Found - GET https://r/nope'],
  ['PIN011', 'ERROR: No matching distribution found for nope==1', 'No matching distribution found for nope==1'],
  ['PIN011', 'error: no matching package named `nope` found', 'no matching package named `nope` found'],
  ['PIN012', 'npm error code EINTEGRITY\nnpm error sha512-a integrity checksum failed', 'sha512-a integrity checksum failed'],
  ['PIN012', 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.', 'THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.'],
  ['PIN013', 'something else\nbroke', 'broke'],
  ['PIN013', '', 'it ended with status 1'],
])('reads %s in the words %j', async (code, stderr, reason) => {
  await expect(failing(stderr)).rejects.toMatchObject({ code, exit: 504, data: { manager: 'npm', tool: 'demo', reason } });
}); // prettier-ignore

it.each([
  [undefined, 1000],
  [300, 300],
  [5000, 1000],
])('gives a child no longer than a run of %s ms allows', async (longestMs, timeoutMs) => {
  let seen: RunOptions = {};
  const npm = (_: readonly string[], options: RunOptions) => {
    seen = options;
    return {};
  };
  await callManager({ ...memoryWorld({ programs: { npm } }), longestMs }, call);
  expect(seen.timeoutMs).toBe(timeoutMs);
});

it('passes on what the network and the configuration need, and nothing else', async () => {
  let seen: RunOptions = {};
  const env = {
    HTTPS_PROXY: 'http://proxy',
    no_proxy: 'local',
    SSL_CERT_FILE: '/ca',
    npm_config_registry: 'http://r',
    npm_config_global: 'true',
    SECRET: 'x',
  };
  const programs = {
    npm: (_: readonly string[], options: RunOptions) => {
      seen = options;
      return { stdout: 'said' };
    },
  };
  const said = await callManager(memoryWorld({ env, programs }), {
    ...call,
    env: { OWN: '1' },
    input: 'text',
    changes: true,
  });
  expect(said).toBe('said');
  expect(seen).toMatchObject({ input: 'text', changes: { folder: '/home/ada', undo: { kind: 'remove' } } });
  expect(seen.env).toEqual({
    HTTPS_PROXY: 'http://proxy', no_proxy: 'local', SSL_CERT_FILE: '/ca', npm_config_registry: 'http://r', OWN: '1',
  }); // prettier-ignore
});

it('lets other faults fly as they are', async () => {
  await expect(callManager(memoryWorld(), call)).rejects.toMatchObject({ code: 'SYS010', exit: 503 });
});
