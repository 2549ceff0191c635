import { join } from 'node:path';
import { foldedName } from '../../kernel/folded-name';
import { isStackError } from '../../kernel/fault';
import { installFailed, unknownTool } from '../faults';
import { defineManager, type LockedPackage, type LockedTree, type ManagerWorld } from '../manager';
import { completeTree } from '../python/all-hashes';
import { askAdvisories, type StartPython } from '../python/advisories';
import { keepHashes, withConstraints, type WantedTree } from '../python/held-packages';
import { askPlainIndex } from '../python/offers';
import { readPylock, type PylockPackage } from '../python/pylock';
import { fetchLocked } from '../python/refused-files';
import { renderRequirements } from '../python/requirements';
import { imagineTool, pretendedPackages } from '../python/imagined-environment';
import { lockName, pythonProjects } from '../python/tool-project';
import { wheelFolder } from '../python/wheels';
import { askHashes } from '../uv/hashes';
import { callPythonOfUv, callUv, callUvAlone, findUv, indexesOfUv, pythonOfUv } from '../uv/call';
import { withWheels } from '../uv/forbidden-wheels';
import { readReceipt, readWith } from '../uv/receipt';
import { listUserTools } from '../uv/user-tools';
import { assertVerified, hashFiles, type FileHashes } from '../uv/verified-files';
import { gatherWheels } from '../uv/wheels';

const lookMs = 300_000;

const projects = pythonProjects('uv', 'tools', {
  file: 'uv-receipt.toml',
  programsOf: (text) => readReceipt(text).map(({ name }) => name),
  addedOf: readWith,
  brings: [],
});

/** uv: each tool in a tool folder of its own. uv lists no versions, so its first index is asked; where that does not tell, uv for the newest that fits. */
export default defineManager({
  ...projects.shared,
  name: 'uv',
  can: { versions: 'all', dates: true, lock: 'tree', parallel: 3 },
  find: findUv,
  listUsers: listUserTools,
  newest: async (world, tool, wanted) => {
    if (world.dryRun) return { tool, versions: [], tags: {} };
    const python = await pythonOfUv(world, tool);
    const [first] = await indexesOfUv(world, tool, python);
    const versions =
      first === undefined ? undefined : await askPlainIndex(tool, first, startPython(world, tool, python));
    if (versions !== undefined) return { tool, versions, tags: {} };
    const { version, published } = await withWheels(world, tool, async () =>
      rootOf(await resolve(world, tool, wanted?.specifier ?? '', python), tool),
    );
    return { tool, versions: [{ version, published }], tags: {} };
  },
  lockTree: async (world, tool, version, held) =>
    world.dryRun
      ? pretendedPackages(tool, version)
      : withWheels(world, tool, async () => lockVersion(world, { tool, version, held }, await pythonOfUv(world, tool))),
  completeTree: async (world, tree) =>
    completeTree(tree, await askHashes(world, tree.tool, tree.packages, await pythonOfUv(world, tree.tool))),
  install: (world, request) => {
    const { tool, version, lock, timeoutMs, progress } = request;
    const build = async (folder: string): Promise<void> => {
      const python = await pythonOfUv(world, tool);
      const { files } = world.system;
      const file = join(folder, lockName);
      progress('resolving');
      const resolved = world.dryRun ? pretendedPackages(tool, version) : undefined;
      const { packages } = lock ?? resolved ?? (await lockVersion(world, { tool, version }, python));
      files.write(file, renderRequirements(packages), { mode: 0o600 });
      progress('fetching wheels');
      const known = join(projects.linkOf(world, tool), wheelFolder);
      const { from, verified } = world.dryRun
        ? { from: [], verified: undefined }
        : await fetchLocked(
            { manager: 'uv', tool, packages },
            async () => {
              const hasWheels = await gatherWheels(world, { tool, packages, folder, known, python, timeoutMs });
              return verify(world, tool, { file, folder, hasWheels, python, timeoutMs });
            },
            () => askHashes(world, tool, packages, python),
          );
      progress('installing');
      // What was verified a moment ago lies in the project or in uv's cache; without the network nothing else can come.
      const args = ['tool', 'install', '--offline', ...from, '--no-build', '--python', python, '--constraints', file];
      const call = verified === undefined ? callUvAlone : callUv;
      await call(world, tool, [...args, `${tool}==${version}`], {
        env: {
          UV_TOOL_DIR: join(folder, 'tools'),
          UV_TOOL_BIN_DIR: join(folder, 'bin'),
          // Else a file of the tool is one with that in uv's cache: what damages the one would damage what it is repaired from.
          UV_LINK_MODE: 'copy',
        },
        cwd: folder,
        timeoutMs,
        changes: true,
        imagine: (imagined) => {
          const entry = (program: string): string => `  { name = "${program}", install-path = "${program}" },\n`;
          const text = (programs: readonly string[]): string => `entrypoints = [\n${programs.map(entry).join('')}]\n`;
          const note = ['uv-receipt.toml', text] as const;
          const installed = projects.programsOf(world, tool);
          imagineTool(imagined, world, { tool, version, folder, environments: 'tools', packages, installed, note });
        },
      });
      const environment = join(folder, 'tools', foldedName(tool));
      if (verified !== undefined) assertVerified(world.system, { tool, folder, environment, verified });
      projects.noteInstalled(world.system, folder, tool);
    };
    return withWheels(world, tool, () => projects.install(world, request, build));
  },
  audit: async (world, tool) => {
    const python = await pythonOfUv(world, tool);
    const indexes = await indexesOfUv(world, tool, python);
    const packages = projects.neededOf(world, tool);
    return askAdvisories({ manager: 'uv', tool, packages, indexes }, startPython(world, tool, python));
  },
});

function startPython(world: ManagerWorld, tool: string, python: string): StartPython {
  return (args, input, timeoutMs) =>
    callPythonOfUv(world, tool, python, args, { cwd: world.paths.home, timeoutMs, input });
}

/** Where the files come from that were checked: the flags for the wheels in the project, else uv's cache and what came out of it. */
interface Source {
  readonly from: readonly string[];
  readonly verified: FileHashes | undefined;
}

interface Verified {
  readonly file: string;
  readonly folder: string;
  readonly hasWheels: boolean;
  readonly python: string;
  readonly timeoutMs: number;
}

/**
 * `uv tool install` looks at no hashes, also not at those of its constraints; `uv pip install` does. The wheels in the project need neither network
 * nor cache, and what lies in uv's cache by the right hash needs no network. What depends on what is looked at as well: without that uv could
 * install nothing offline afterwards, and a package that only this platform needs would be missed.
 */
async function verify(
  world: ManagerWorld,
  tool: string,
  { file, folder, hasWheels, python, timeoutMs }: Verified,
): Promise<Source> {
  const install = (from: readonly string[], ...more: readonly string[]): Promise<Source> =>
    world.system.scratch(async (scratch) => {
      const place = join(scratch, 'verified');
      const args = ['pip', 'install', '--require-hashes', '--no-build', '--target', place, '--python', python];
      const call = from.length > 0 ? callUvAlone : callUv;
      await call(world, tool, [...args, '--requirement', file, ...more, ...from], { cwd: folder, timeoutMs });
      return { from, verified: from.length > 0 ? undefined : hashFiles(world.system, place) };
    });
  const ways = [...(hasWheels ? [['--no-index', '--find-links', wheelFolder]] : []), []];
  for (const from of ways) {
    try {
      return await install(from, '--offline');
    } catch (error) {
      // Not there, or not the right one: the index has the last word.
      if (!isStackError(error) || error.exit !== 504) throw error;
    }
  }
  return install([]);
}

async function resolve(
  world: ManagerWorld,
  tool: string,
  specifier: string,
  python: string,
  held: readonly LockedPackage[] = [],
): Promise<readonly PylockPackage[]> {
  const args = ['pip', 'compile', '-', '--format', 'pylock.toml', '--no-build', '--no-header', '--python', python];
  const input = `${tool}${specifier}\n`;
  return withConstraints(world.system, held, async (constraints) => {
    const asked = { cwd: world.paths.home, timeoutMs: lookMs, input };
    return readPylock(await callUv(world, tool, [...args, ...constraints], asked));
  });
}

/** The tree of one version, with the hashes for all platforms: pylock.toml names the files of this one alone. */
async function lockVersion(
  world: ManagerWorld,
  { tool, version, held = [] }: WantedTree,
  python: string,
): Promise<LockedTree> {
  const tree = treeOf(await resolve(world, tool, `==${version}`, python, held), tool);
  const { tree: whole } = completeTree(tree, await askHashes(world, tool, tree.packages, python));
  return keepHashes(whole, tree.packages, held);
}

function rootOf(packages: readonly PylockPackage[], tool: string): PylockPackage {
  const root = packages.find(({ key }) => key === foldedName(tool));
  if (root === undefined) throw unknownTool({ manager: 'uv', tool, reason: 'the index offers no wheel of it' });
  return root;
}

function treeOf(found: readonly PylockPackage[], tool: string): LockedTree {
  const { version } = rootOf(found, tool);
  const bare = found.find(({ integrity }) => integrity.length === 0);
  if (bare !== undefined)
    throw installFailed({ manager: 'uv', tool, reason: `the index names no hash of a wheel of ${bare.name}` });
  const packages = found.map(({ published: _, ...locked }) => locked);
  return { tool, version, packages, file: renderRequirements(packages) };
}
