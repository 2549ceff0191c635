import { dirname, join } from 'node:path';
import { registryUnreachable, unknownTool, integrityRefused } from '../../../lib/pin/faults';
import {
  defineManager,
  type LockedPackage,
  type LockedTree,
  type Manager,
  type ManagerWorld,
  type OfferedTool,
} from '../../../lib/pin/manager';

/** A registry that the test fills, breaks and asks afterwards. */
export interface MemoryRegistry {
  readonly tools: Map<string, OfferedTool>;
  /** What was asked of it and installed, in order. */
  readonly calls: string[];
  reachable: boolean;
  /** Tools whose bytes are not those that were published. */
  readonly tampered: Set<string>;
  /** `tool version`: what it had once and cannot give any more. */
  readonly lost: Set<string>;
  /** Tools whose project has lost its own lock. */
  readonly unlocked: Set<string>;
  /** Files of a tool that were damaged since it was installed. */
  readonly damaged: Map<string, readonly string[]>;
  /** Hashes that the registry names of a tool, for `completeTree`. */
  readonly named: Map<string, readonly string[]>;
  /** Further packages that every tool needs on a platform; undefined: trees are the same everywhere. */
  onPlatform?: Readonly<Record<string, readonly string[]>>;
  /** Hashes of the files that there are of a package; undefined: one of its name and version. */
  filesOf?: Readonly<Record<string, readonly string[]>>;
}

const month = 30 * 86_400_000;

/** A registry that offers versions, each a month old when the tests' clock starts. */
export function registryOf(offers: Readonly<Record<string, readonly string[]>>): MemoryRegistry {
  const published = new Date(Date.UTC(2026, 0, 15, 12) - month).toISOString();
  const tools = Object.entries(offers).map(([tool, versions]): [string, OfferedTool] => [
    tool,
    { tool, versions: versions.map((version) => ({ version, published })), tags: {} },
  ]);
  return {
    tools: new Map(tools),
    calls: [],
    reachable: true,
    tampered: new Set(),
    lost: new Set(),
    unlocked: new Set(),
    damaged: new Map(),
    named: new Map(),
  };
}

/** A package manager over a registry and the files of the in-memory System: it keeps all promises of the port. */
export function memoryManager(registry: MemoryRegistry, name = 'npm', scheme: Manager['scheme'] = 'semver'): Manager {
  const file = ({ paths }: ManagerWorld, tool: string): string => join(paths.tools, name, tool, 'project.json');
  const bin = ({ paths }: ManagerWorld, tool: string): string => join(paths.tools, name, tool, 'bin');
  const readTree = (world: ManagerWorld, tool: string): LockedTree | undefined =>
    world.system.files.stat(file(world, tool)) === undefined
      ? undefined
      : (JSON.parse(world.system.files.read(file(world, tool)).toString('utf8')) as LockedTree);
  const ask = (what: string, tool: string): OfferedTool => {
    registry.calls.push(`${what} ${tool}`);
    const offered = registry.tools.get(tool);
    if (!registry.reachable) throw registryUnreachable({ manager: name, tool, reason: 'no network' });
    if (offered === undefined) throw unknownTool({ manager: name, tool, reason: 'not found' });
    return offered;
  };
  const installedTools = (world: ManagerWorld): readonly string[] => {
    const root = join(world.paths.tools, name);
    return world.system.files.stat(root) === undefined ? [] : world.system.files.list(root).map((entry) => entry.name);
  };
  return defineManager({
    name,
    scheme,
    can: { versions: 'all', dates: true, lock: 'tree', parallel: 2 },
    toolPattern: '^[a-z@][a-z0-9@/-]*$',
    find: () => ({ found: true, path: `/usr/bin/${name}` }),
    listInstalled: (world) =>
      installedTools(world).flatMap((tool) => {
        const tree = readTree(world, tool);
        const folder = dirname(file(world, tool));
        return tree === undefined ? [] : [{ tool, version: tree.version, owner: 'ours', folder, programs: [] }];
      }),
    flawOf: () => undefined,
    listUsers: () => [
      { tool: 'by-hand', version: '1.2.3', owner: 'user', folder: '/usr/lib/node_modules', programs: [] },
    ],
    readLock: (world, tool) => (registry.unlocked.has(tool) ? undefined : readTree(world, tool)),
    ...(registry.onPlatform === undefined ? {} : { renderTree }),
    driftOf: (world, tool) => {
      const content = world.system.files.read(bin(world, tool)).toString('utf8');
      return content === readTree(world, tool)?.version ? [] : ['bin'];
    },
    damagedFiles: (_world, tool) => registry.damaged.get(tool) ?? [],
    newest: async (_world, tool) => Promise.resolve(ask('newest', tool)),
    lockTree: async (world, tool, version) => {
      const { versions } = ask('lockTree', tool);
      if (!versions.some((offered) => offered.version === version))
        throw unknownTool({ manager: name, tool, reason: `no ${version}` });
      return Promise.resolve(treeOf(world, registry, tool, version));
    },
    install: async (world, { tool, version, lock }) => {
      ask(`install ${version}`, tool);
      if (registry.tampered.has(tool) || registry.lost.has(`${tool} ${version}`))
        throw integrityRefused({ manager: name, tool, reason: 'EINTEGRITY' });
      const { files } = world.system;
      files.makeFolder(dirname(file(world, tool)));
      files.write(file(world, tool), JSON.stringify(lock ?? treeOf(world, registry, tool, version)));
      files.write(bin(world, tool), version);
      registry.damaged.delete(tool);
      return Promise.resolve({ tool, version, owner: 'ours', folder: dirname(file(world, tool)), programs: [] });
    },
    completeTree: async (_world, tree) => {
      ask('completeTree', tree.tool);
      const named = registry.named.get(tree.tool);
      if (named === undefined) return Promise.resolve({ tree, unconfirmed: tree.packages.map(({ key }) => key) });
      const packages = tree.packages.map((one) => ({ ...one, integrity: [...one.integrity, ...named].sort() }));
      return Promise.resolve({ tree: { ...tree, packages }, unconfirmed: [] });
    },
    remove: async (world, tool) => {
      registry.calls.push(`remove ${tool}`);
      for (const path of [file(world, tool), bin(world, tool)]) world.system.files.remove(path);
      return Promise.resolve();
    },
  });
}

function treeOf(world: ManagerWorld, registry: MemoryRegistry, tool: string, version: string): LockedTree {
  const { hash, machine } = world.system;
  const packageOf = (name: string, its: string): LockedPackage => ({
    key: `node_modules/${name}`,
    name,
    version: its,
    integrity: registry.filesOf?.[name] ?? [
      `sha256-${Buffer.from(hash.bytes(`${name} ${its}`), 'hex').toString('base64')}`,
    ],
    source: `memory:${name}`,
  });
  const more = registry.onPlatform?.[`${machine.os}-${machine.arch}`] ?? [];
  const packages = [packageOf(tool, version), ...more.map((name) => packageOf(name, '1.0.0'))];
  const file = registry.onPlatform === undefined ? `lock of ${tool}\n${version}\n` : renderTree(packages);
  return { tool, version, packages, file };
}

function renderTree(packages: readonly LockedPackage[]): string {
  return packages.map(({ name, version }) => `${name} ${version}\n`).join('');
}
