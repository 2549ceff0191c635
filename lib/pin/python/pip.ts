import { join } from 'node:path';
import { foldedName } from '../../kernel/folded-name';
import { isStackError } from '../../kernel/fault';
import { packagePlace } from '../../config/package-place';
import { callManager, type ManagerCall } from '../child';
import { installFailed, registryUnreachable, unknownTool } from '../faults';
import type { LockedPackage, LockedTree, ManagerWorld, OfferedTool } from '../manager';
import { asObject, asText, objectsIn, parseObject, type Json } from '../read-json';
import { isSameVersion, pep440Scheme } from '../../versions';
import { fromHex } from '../integrity';
import { withProvenance, type NamedFiles, type NamedTree } from './all-hashes';
import { keepHashes, withConstraints, type WantedTree } from './held-packages';
import { versionsOf } from './offers';
import { renderRequirements } from './requirements';

/** Settings that say where packages come from and how the network is reached; those that change what is installed do not pass. */
export const pipPasses =
  /^PIP_(?:INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|TRUSTED_HOST|CERT|CLIENT_CERT|PROXY|(?:DEFAULT_)?TIMEOUT|RETRIES|CONFIG_FILE|CACHE_DIR|KEYRING_PROVIDER)$/;

export interface Pip {
  /** The manager that asks. */
  readonly manager: string;
  /** A python that has pip. */
  readonly python: string;
}

type Rest = Pick<ManagerCall, 'cwd' | 'timeoutMs' | 'input'> & { readonly changes?: boolean };

/** Starts pip as the user's own configuration has it. @throws as `callManager`. */
export function callPip(
  world: ManagerWorld,
  pip: Pip,
  tool: string,
  args: readonly string[],
  rest: Rest,
): Promise<string> {
  const { environment } = world.system;
  const env = {
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
    // Some have it in their pip.conf for what they install by hand; an environment knows no such place.
    PIP_USER: '0',
    // Two minutes of retries are no answer; who wants them says so. Of a failed connection pip speaks only when it tries again.
    PIP_RETRIES: environment.get('PIP_RETRIES')?.replace(/^0+$/, '1') ?? '1',
    PYTHONUTF8: '1',
  };
  return callManager(world, { ...rest, ...pip, tool, program: pip.python, args, passes: pipPasses, env });
}

/**
 * Of an index that answers with an error pip tells nothing but that it finds no version. Where it finds none, the index is asked once more.
 * @throws what `call` throws; `registryUnreachable` (PIN010, 504) when the index answers with an error.
 */
export async function orBrokenIndex<T>(
  world: ManagerWorld,
  pip: Pip,
  tool: string,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isStackError(error) || error.code !== unknownTool.page.code || error.data['lacks'] === 'version') throw error;
    const why = await askFiles(world, pip, tool, [tool]).catch((again: unknown) => again);
    throw isStackError(why) && why.code === registryUnreachable.page.code ? why : error;
  }
}

/** What pip's index offers. @throws as `callManager`; `unknownTool` (PIN011) when it offers nothing. */
export async function askIndex(world: ManagerWorld, pip: Pip, tool: string): Promise<OfferedTool> {
  // What has no wheel for this python could not be installed: building from sources runs their code.
  const wheels = ((await askFiles(world, pip, tool, [tool])).get(tool) ?? []).filter(({ wheel }) => wheel === true);
  const files = wheels.filter(({ installable }) => installable === true);
  const here = wheels.length === 0 ? '' : ' that fits this machine';
  if (files.length === 0)
    throw unknownTool({ manager: pip.manager, tool, reason: `the index offers no wheel of it${here}` });
  return { tool, tags: {}, versions: versionsOf(files) };
}

/**
 * Resolves one version without installing it: wheels only, because building from sources runs their code. Each package is fixed by the hashes
 * of all its wheels that the index names, so the lock holds on other platforms too.
 */
export async function resolveTree(
  world: ManagerWorld,
  pip: Pip,
  { tool, version, held = [] }: WantedTree,
): Promise<LockedTree> {
  const args = [
    '-m',
    'pip',
    'install',
    '--dry-run',
    '--ignore-installed',
    '--only-binary=:all:',
    '--quiet',
    '--report',
    '-',
  ];
  const timeoutMs = 300_000;
  const cwd = world.paths.home;
  const text = await withConstraints(world.system, held, (constraints) =>
    orBrokenIndex(world, pip, tool, () =>
      callPip(world, pip, tool, [...args, ...constraints, `${tool}==${version}`], { cwd, timeoutMs }),
    ),
  );
  const report = parseObject(text);
  const resolved = objectsIn(report?.['install']).map(reportedPackage);
  const named = await askWheels(world, pip, tool, resolved);
  const packages = resolved
    .map((entry): LockedPackage => {
      const hashes = named.get(entry.key)?.integrity ?? [];
      return { ...entry, integrity: [...new Set([...entry.integrity, ...hashes])].sort() };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const bare = packages.find(({ integrity }) => integrity.length === 0);
  if (bare !== undefined)
    throw installFailed({ manager: pip.manager, tool, reason: `the index names no hash for ${bare.name}` });
  // The version as the index has it: a pin may spell it otherwise.
  const root = packages.find(({ key }) => key === foldedName(tool));
  const tree = { tool, version: root?.version ?? version, packages, file: renderRequirements(packages) };
  return keepHashes(withProvenance(tree, named), resolved, held);
}

/** The wheels that the index names of these packages, in their versions, for whatever platform. @throws as `callManager`. */
export async function askWheels(
  world: ManagerWorld,
  pip: Pip,
  tool: string,
  packages: readonly LockedPackage[],
): Promise<NamedTree> {
  const names = packages.map(({ name }) => name);
  const files = await askFiles(world, pip, tool, names);
  return new Map(
    packages.map(({ key, name, version, integrity }): [string, NamedFiles] => {
      const wheels = (files.get(name) ?? [])
        .filter((file) => file['wheel'] === true && isSameVersion(pep440Scheme, asText(file['version']) ?? '', version))
        .flatMap(({ sha256, url, installable, provenance }) => {
          const hex = asText(sha256);
          return hex === undefined
            ? []
            : [{ hash: fromHex('sha256', hex), url: asText(url), installable, provenance: asText(provenance) }];
        });
      const own = wheels.find(({ hash, installable }) => installable === true && integrity.includes(hash));
      return [
        key,
        { integrity: [...new Set(wheels.map(({ hash }) => hash))], source: own?.url, provenance: own?.provenance },
      ];
    }),
  );
}

function reportedPackage(entry: Json): LockedPackage {
  const metadata = asObject(entry['metadata']) ?? {};
  const origin = asObject(entry['download_info']) ?? {};
  const sha256 = asText(asObject(asObject(origin['archive_info'])?.['hashes'])?.['sha256']);
  const name = foldedName(asText(metadata['name']) ?? '');
  const source = asText(origin['url']);
  return {
    key: name,
    name,
    version: asText(metadata['version']) ?? '',
    integrity: sha256 === undefined ? [] : [fromHex('sha256', sha256)],
    ...(source === undefined ? {} : { source }),
  };
}

async function askFiles(
  world: ManagerWorld,
  pip: Pip,
  tool: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly Json[]>> {
  const script = join(packagePlace().root, 'config', 'data', 'pip-offers.py');
  const text = await callPip(world, pip, tool, [script, ...names], { cwd: world.paths.home, timeoutMs: 120_000 });
  return new Map(Object.entries(parseObject(text) ?? {}).map(([name, files]) => [name, objectsIn(files)]));
}
