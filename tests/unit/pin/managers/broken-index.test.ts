import { resolveTree } from '../../../../lib/pin/python/pip';
import { fetchWheels } from '../../../../lib/pin/python/wheels';
import { memoryWorld, type MemoryWorld } from './world';

const pip = { manager: 'pipx', python: 'python3' };
const none = `ERROR: Could not find a version that satisfies the requirement demo==1.0.0 (from versions: none)
ERROR: No matching distribution found for demo==1.0.0`;
const broken = `Traceback (most recent call last):
  File "/x/adapters.py", line 510, in send
pip._vendor.requests.exceptions.RetryError: HTTPConnectionPool: Max retries (Caused by ResponseError('too many 500 error responses'))`;

/** A pip that finds nothing, and what the index answers when it is asked for what it offers. */
const worldWith = (stderr: string, status: number) =>
  memoryWorld({
    programs: {
      python3: ([first = '']) =>
        first.endsWith('pip-offers.py') ? { status, stderr, stdout: '{"demo":[]}' } : { status: 1, stderr: none },
    },
  });

const packages = [{ key: 'demo', name: 'demo', version: '1.0.0', integrity: ['sha256-AAAA'] }];
const request = { tool: 'demo', version: '1.0.0', known: '/known', timeoutMs: 1000 };

describe.each([
  ['resolves', (world: MemoryWorld): Promise<unknown> => resolveTree(world, pip, request)],
  [
    'fetches',
    (world: MemoryWorld): Promise<unknown> =>
      fetchWheels(world, pip, '/home/ada/t', { ...request, packages: undefined }),
  ],
  [
    'fetches what is locked',
    (world: MemoryWorld): Promise<unknown> => fetchWheels(world, pip, '/home/ada/t', { ...request, packages }),
  ],
] as const)('a pip that %s and finds no version', (_, call) => {
  const start = (stderr: string, status: number): Promise<unknown> => {
    const world = worldWith(stderr, status);
    world.system.files.makeFolder('/home/ada/t');
    return call(world);
  };

  it('is told from an index that answers with an error', async () => {
    await expect(start(broken, 1)).rejects.toMatchObject({ code: 'PIN010', exit: 504, data: { refused: true } });
  });

  it('has its own word where the index is well, and where asking it fails otherwise', async () => {
    await expect(start('', 0)).rejects.toMatchObject({ code: 'PIN011' });
    await expect(start("ModuleNotFoundError: No module named 'pip'", 1)).rejects.toMatchObject({ code: 'PIN011' });
  });
});
