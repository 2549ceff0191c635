import { join } from 'node:path';
import { packagePlace } from '../../config/package-place';
import { isStackError } from '../../kernel/fault';
import { toHex } from '../integrity';
import type { LockedPackage, ManagerWorld } from '../manager';
import { wheelFolder } from '../python/wheels';
import { asText, parseObject } from '../read-json';
import { callPythonOfUv, indexesOfUv } from './call';

export interface GatherRequest {
  readonly tool: string;
  readonly packages: readonly LockedPackage[];
  /** The project that is being built: they come into `wheels` in it. */
  readonly folder: string;
  /** Wheels that are there already, of the version before. */
  readonly known: string;
  readonly python: string;
  readonly timeoutMs: number;
}

/**
 * The wheels of a tool by hash, in its own project, so that it can be built again when there is neither a network nor a cache of uv's. uv has no
 * command that fetches files, so a script asks the indexes that uv names. Answers whether all are there: an index that only uv can ask, with a
 * keyring for example, is no fault, and uv fetches as it always does.
 */
export async function gatherWheels(world: ManagerWorld, request: GatherRequest): Promise<boolean> {
  const { tool, packages, folder, known, python, timeoutMs } = request;
  const asked = {
    folder: join(folder, wheelFolder),
    known,
    packages: packages.map(({ key, version, integrity }) => ({
      name: key,
      version,
      sha256: integrity.map((hash) => toHex(hash).replace(/^sha256:/, '')),
    })),
  };
  return areThere(async () => {
    const indexes = await indexesOfUv(world, tool, python);
    const script = join(packagePlace().root, 'config', 'data', 'fetch-wheels.py');
    const input = JSON.stringify({ ...asked, indexes });
    return callPythonOfUv(world, tool, python, [script], { cwd: folder, timeoutMs, input, changes: true });
  });
}

/** False where the script could not do it; a python that cannot run it says nothing. */
async function areThere(fetch: () => Promise<string>): Promise<boolean> {
  try {
    const answer = parseObject(await fetch());
    return answer !== undefined && asText(answer['gap']) === undefined;
  } catch (error) {
    if (!isStackError(error) || error.exit !== 504) throw error;
    return false;
  }
}
