import { childTimedOut } from '../../../../lib/system/faults';
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
  ['PIN013', "Traceback (most recent call last):\n  File \"/x/pip-offers.py\", line 7\n    raise ReadTimeoutError(self)\nModuleNotFoundError: No module named 'pip'", "ModuleNotFoundError: No module named 'pip'"],
  ['PIN010', 'error: No solution found when resolving dependencies\n  cause: Because ruff was not found in the package registry\n\nhint: An index URL (http://x/simple) could not be queried due to a lack of valid authentication credentials (401 Unauthorized)', 'An index URL (http://x/simple) could not be queried due to a lack of valid authentication credentials (401 Unauthorized)'],
  ['PIN010', 'error: No solution found\n\nhint: An index (http://x/) returned a 403 Forbidden error. Check', 'An index (http://x/) returned a 403 Forbidden error. Check'],
  ['PIN010', 'error: Request failed after 1 retry in 1.9s\n  cause: Failed to fetch: http://x/\n  cause: HTTP status server error (500 Internal Server Error) for url (http://x/)', 'HTTP status server error (500 Internal Server Error) for url (http://x/)'],
  ['PIN010', 'npm error code E401\nnpm error 401 Unauthorized - GET https://r/nope', '401 Unauthorized - GET https://r/nope'],
  ['PIN010', 'npm error code FETCH_ERROR\nnpm error errno FETCH_ERROR\nnpm error network timeout at: http://x/', 'network timeout at: http://x/'],
  ['PIN010', 'Traceback (most recent call last):\n  File "/x/adapters.py", line 510, in send\n    raise RetryError(e, request=request)\npip._vendor.requests.exceptions.RetryError: HTTPConnectionPool: Max retries (Caused by ResponseError(\'too many 500 error responses\'))', "RetryError: HTTPConnectionPool: Max retries (Caused by ResponseError('too many 500 error responses'))"],
  ['PIN010', 'Traceback (most recent call last):\n  File "/x"\npip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPConnectionPool: Read timed out.', 'ReadTimeoutError: HTTPConnectionPool: Read timed out.'],
  ['PIN010', `WARNING: Retrying after connection broken by 'ReadTimeoutError("x")': /simple/\nERROR: Could not find a version that satisfies the requirement nope==1 (from versions: none)\nERROR: No matching distribution found for nope==1`, `Retrying after connection broken by 'ReadTimeoutError("x")': /simple/`],
  ['PIN013', 'npm error code EUSAGE\nnpm error\nnpm error `npm ci` can only install packages when they are in sync.\nnpm error\nnpm error Options:\nnpm error   --install-links\nnpm error     Limits the ability.\n', '`npm ci` can only install packages when they are in sync.'],
  ['PIN010', 'error: Request failed after 3 retries\n  cause: error sending request for url (http://x/)', 'Request failed after 3 retries'],
  ['PIN011', 'npm error code E404\nnpm error 404 Not Found - GET https://r/nope', '404 Not Found - GET https://r/nope'],
  ['PIN011', 'ERROR: No matching distribution found for nope==1', 'No matching distribution found for nope==1'],
  ['PIN011', 'error: no matching package named `nope` found', 'no matching package named `nope` found'],
  ['PIN017', 'error: Hash-checking is required, but no trusted hash was provided for: `markupsafe`', 'Hash-checking is required, but no trusted hash was provided for: `markupsafe`'],
  ['PIN017', 'ERROR: In --require-hashes mode, all requirements must have their versions pinned with ==. These do not:\n    tomli from https://x/tomli.whl', 'In --require-hashes mode, all requirements must have their versions pinned with ==. These do not:'],
  ['PIN012', 'npm error code EINTEGRITY\nnpm error sha512-a integrity checksum failed', 'sha512-a integrity checksum failed'],
  ['PIN012', 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.', 'THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.'],
  ['PIN012', 'error: No solution found when resolving dependencies\n  cause: Because ruff==0.14.0 has no usable wheels\n\nhint: The structure of `ruff` (v0.14.0) was invalid:\n  deflate decompression error: invalid distance too far back', 'its file is damaged: deflate decompression error: invalid distance too far back'],
  ['PIN012', 'error: Failed to download `pycowsay==0.0.0.2`\n  cause: Failed to extract archive: pycowsay-0.0.0.2-py3-none-any.whl\n  cause: Bad uncompressed size (got 000002a3, expected 000002b3) for file: pycowsay/main.py', 'its file is damaged: Bad uncompressed size (got 000002a3, expected 000002b3) for file: pycowsay/main.py'],
  ['PIN012', 'error: No solution found when resolving dependencies\n  cause: Bad CRC (got 5a1c31a5, expected 9c3bd1d7) for file: ruff-0.14.0.dist-info/METADATA', 'its file is damaged: Bad CRC (got 5a1c31a5, expected 9c3bd1d7) for file: ruff-0.14.0.dist-info/METADATA'],
  ['PIN012', 'error: Failed to fetch: `http://127.0.0.1/f/demo-1.0.0-py3-none-any.whl`\n  cause: Failed to read from zip file\n  cause: unable to locate the end of central directory record', 'its file is damaged: Failed to read from zip file'],
  ['PIN012', "ERROR: Wheel 'demo' located at /tmp/pip-unpack-1_u/demo-1.0.0-py3-none-any.whl is invalid.", "its file is damaged: Wheel 'demo' located at /tmp/pip-unpack-1_u/demo-1.0.0-py3-none-any.whl is invalid."],
  ['PIN010', "WARNING: Retrying (Retry(total=0, connect=None, read=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPConnection object at 0x7fa1>: Failed to establish a new connection: [Errno 111] Connection refused')': /x/", "connection broken by 'NewConnectionError('Failed to establish a new connection: [Errno 111] Connection refused')': /x/"],
  ['PIN011', 'error: No solution found when resolving dependencies\n  cause: Because lib was not found in the package registry and demo depends on lib, we can conclude that demo cannot be used.', 'Because lib was not found in the package registry and demo depends on lib, we can conclude that demo cannot be used.'],
  ['PIN011', 'ERROR: Cannot install demo because these package versions have conflicting dependencies.\nERROR: ResolutionImpossible: for help visit x', 'Cannot install demo because these package versions have conflicting dependencies.'],
  ['PIN011', 'error: No solution found when resolving dependencies\n  cause: Because docopt==0.6.2 has no usable wheels and you require docopt==0.6.2\n\nhint: Wheels are required', 'Because docopt==0.6.2 has no usable wheels and you require docopt==0.6.2'],
  ['PIN013', 'Resolved 5 packages\nerror: Failed to install entrypoints for `demo`', 'it brings no program, so it is a library'],
  ['PIN013', 'No apps associated with package demo or its dependencies. If you are attempting to install a library, pipx should not be used.', 'it brings no program, so it is a library'],
  ['PIN013', 'something else\nbroke', 'broke'],
  ['PIN013', '', 'it ended with status 1'],
])('reads %s in the words %j', async (code, stderr, reason) => {
  await expect(failing(stderr)).rejects.toMatchObject({ code, exit: 504, data: { manager: 'npm', tool: 'demo', reason } });
}); // prettier-ignore

const tarWarning = 'npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write';

it.each([
  [`${tarWarning}\nnpm error code ENOSPC\nnpm error syscall write\nnpm error errno -28\nnpm error nospc ENOSPC: no space left on device, write\nnpm error nospc There appears to be insufficient space`, 'ENOSPC: no space left on device, write'],
  ['error: Failed to install: ruff-0.17.6-py3-none-any.whl (ruff==0.17.6)\n  cause: Failed to copy to `/t/ruff`\n  cause: failed to copy file from /c/ruff to /t/.tmp7: No space left on device (os error 28)', 'failed to copy file from /c/ruff to /t/.tmp7: No space left on device (os error 28)'],
  ['error: Failed to download `ruff==0.17.6`\n  cause: Failed to extract archive: ruff-0.17.6.whl\n  cause: I/O operation failed during extraction\n  cause: failed to write to file `/c/.tmp3/ruff`: No space left on device (os error 28)', 'failed to write to file `/c/.tmp3/ruff`: No space left on device (os error 28)'],
  ['ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n', 'Could not install packages due to an OSError: [Errno 28] No space left on device'],
  ['Traceback (most recent call last):\n  File "/x/shutil.py", line 258, in copyfile\nOSError: [Errno 28] No space left on device', 'OSError: [Errno 28] No space left on device'],
  ['error: failed to compile `demo v1.0.0`\n\nCaused by:\n  failed to write `/t/x.d`\n\nCaused by:\n  No space left on device (os error 28)', 'No space left on device (os error 28)'],
])('says of %j that the disk is full', async (stderr, reason) => {
  const message = `the disk is full, so npm could not install demo: ${reason}`;
  await expect(failing(stderr)).rejects.toMatchObject({ code: 'PIN031', exit: 506, message });
}); // prettier-ignore

it('believes no npm that ends well and warns of files that a full disk did not take', async () => {
  const ending = (stderr: string) =>
    callManager(memoryWorld({ programs: { npm: () => ({ stdout: 'said', stderr }) } }), call);
  const data = { reason: 'TAR_ENTRY_ERROR ENOSPC: no space left on device, write' };
  await expect(ending(`${tarWarning}\n${tarWarning}`)).rejects.toMatchObject({ code: 'PIN031', exit: 506, data });
  await expect(ending('npm warn deprecated x@1.0.0: ENOSPC')).resolves.toBe('said');
});

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

it.each([
  ['npm error code ETARGET\nnpm error notarget No matching version found for demo@9.9.9.\nnpm error notarget In most cases', 'npm finds no such version of demo: No matching version found for demo@9.9.9.'],
  ['npm error code E404\nnpm error 404 No match found for version 9.9.9', 'npm finds no such version of demo: 404 No match found for version 9.9.9'],
  ['error: No solution found when resolving dependencies\n  cause: Because there is no version of demo==99 and you require demo==99', 'npm finds no such version of demo: Because there is no version of demo==99 and you require demo==99'],
  ['ERROR: Could not find a version that satisfies the requirement demo==9 (from versions: 1, 2)\nERROR: No matching distribution found for demo==9', 'npm finds no such version of demo: Could not find a version that satisfies the requirement demo==9 (from versions: 1, 2)'],
  ['npm error code ETARGET\nnpm error notarget No matching version found for other@9.9.9.', 'npm finds no demo: No matching version found for other@9.9.9.'],
])('says of %j that the version is not there', async (stderr, message) => {
  await expect(failing(stderr)).rejects.toMatchObject({ code: 'PIN011', exit: 504, message });
}); // prettier-ignore

it('says of a cargo without a toolchain how to get one', async () => {
  const words =
    "error: rustup could not choose a version of cargo to run, because one wasn't specified explicitly, and no default is configured.";
  await expect(failing(words)).rejects.toMatchObject({ code: 'PIN002', exit: 503, fix: 'rustup default stable' });
});

it('says of a step that takes longer than the user allows how to allow more', async () => {
  const npm = () => {
    throw childTimedOut({ command: 'npm', timeoutMs: 300 });
  };
  const world = memoryWorld({ programs: { npm } });
  const slow = (longestMs: number) => callManager({ ...world, longestMs }, call);
  await expect(slow(1000)).rejects.toMatchObject({
    code: 'PIN016',
    exit: 508,
    message: 'npm took longer than 1 s for a step of demo',
    fix: 'run the same task again with --tool-timeout 2',
  });
  // Our own limit is nothing that the user could move.
  await expect(slow(5000)).rejects.toMatchObject({ code: 'SYS012' });
});

it.each([
  ['npm error code E401\nnpm error 401 Unauthorized - GET https://r/', 'give npm a login that its registry takes, then run the same task again'],
  ['npm error code E500\nnpm error 500 Internal Server Error - GET https://r/', 'run the same task again when the network is back'],
])('says of %j what to do', async (stderr, fix) => {
  await expect(failing(stderr)).rejects.toMatchObject({ code: 'PIN010', fix });
}); // prettier-ignore

it('cuts what is long between words', async () => {
  const long = 'word '.repeat(100);
  await expect(failing(`error: ${long}`)).rejects.toMatchObject({ data: { reason: `${'word '.repeat(60).trim()} …` } });
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
