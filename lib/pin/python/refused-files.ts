import { isStackError, type StackError } from '../../kernel/fault';
import { foldedName } from '../../kernel/folded-name';
import { integrityRefused, lockBeyondReach, notForPlatform, unknownTool } from '../faults';
import { fromHex } from '../integrity';
import type { LockedPackage } from '../manager';
import { isConfirmed, type NamedTree } from './all-hashes';

interface Locked {
  readonly manager: string;
  readonly tool: string;
  readonly packages: readonly LockedPackage[];
}

/** How pip and uv write the hash of the file that came. */
const came = /(?:\bGot|\bComputed:\s+sha256:)\s*([0-9a-f]{64})\b/g;

/**
 * Fetches by hash, and tells a file of another platform from one that was tampered with: the clients call both a mismatch. It is the former
 * when the index names the file that came beside every file of that package that is locked.
 * @throws `notForPlatform` (PIN015, 504), `lockBeyondReach` (PIN029, 504), and what `fetch` throws.
 */
export async function fetchLocked<T>(
  { manager, tool, packages }: Locked,
  fetch: () => Promise<T>,
  askNamed: () => Promise<NamedTree>,
): Promise<T> {
  try {
    return await fetch();
  } catch (error) {
    if (!isStackError(error)) throw error;
    if (error.code === unknownTool.page.code) throw beyondReach({ manager, tool, packages }, error);
    if (error.code !== integrityRefused.page.code) throw error;
    const hashes = [...wordsBehind(error.cause).matchAll(came)].map(([, hex = '']) => fromHex('sha256', hex));
    const named = hashes.length === 0 ? undefined : await namedOrNothing(askNamed);
    const others = hashes.map((hash) =>
      packages.find((one) => {
        const files = named?.get(one.key);
        return files?.integrity.includes(hash) === true && isConfirmed(one, files);
      }),
    );
    const [first] = others;
    if (first === undefined || others.includes(undefined)) throw error;
    throw notForPlatform({ manager, tool, package: `${first.name} ${first.version}` }, { cause: error });
  }
}

/** Where the client names another package of the lock than the tool, it is that one which cannot be had. */
function beyondReach({ manager, tool, packages }: Locked, error: StackError): StackError {
  const reason = String(error.data['reason']);
  const named = packages
    .filter(({ key }) => key !== foldedName(tool))
    .map(({ name, version }) => ({ package: `${name} ${version}`, words: `${name}==${version}` }))
    .find(({ words }) => reason.split(/[\s,;()]+/).includes(words));
  if (named === undefined) return error;
  return lockBeyondReach({ manager, tool, package: named.package, reason }, { cause: error });
}

/** An index that does not answer excuses nothing. */
async function namedOrNothing(askNamed: () => Promise<NamedTree>): Promise<NamedTree | undefined> {
  try {
    return await askNamed();
  } catch (error) {
    if (!isStackError(error)) throw error;
    return undefined;
  }
}

function wordsBehind(error: unknown): string {
  const said = isStackError(error) ? error.data['stderr'] : undefined;
  return typeof said === 'string' ? said : '';
}
