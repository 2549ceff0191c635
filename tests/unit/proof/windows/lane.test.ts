import { join } from 'node:path';
import { coverageFolder } from '../../../../lib/proof/jest';
import { runWindowsLane } from '../../../../lib/proof/windows/lane';
import { createMemorySystem, type MemoryOptions } from '../../../../lib/system/memory';

const results = join(coverageFolder(), 'windows', 'results.json');
const { signal } = new AbortController();
const without = (options: MemoryOptions = {}): ReturnType<typeof createMemorySystem> =>
  createMemorySystem({ ...options, files: { [results]: '{}' } });

describe('a machine without Wine', () => {
  it('is told so, and has no results of an earlier run', async () => {
    const system = without();
    expect(await runWindowsLane(system, false, signal)).toEqual({
      kind: 'absent',
      reason: 'Wine is not installed: apt-get install wine wine64',
    });
    expect(system.files.stat(results)).toBeUndefined();
  });

  it('fails where it is a CI: nobody would see the skip', async () => {
    const lane = runWindowsLane(without({ env: { CI: 'true' } }), false, signal);
    await expect(lane).rejects.toMatchObject({ code: 'PRF004', exit: 503 });
  });

  it('is none of ours to complain about where no Windows program could run', async () => {
    const end = await runWindowsLane(without({ os: 'darwin', env: { CI: 'true' } }), false, signal);
    expect(end).toMatchObject({ kind: 'absent' });
  });
});
