import type { Config, OwnedPaths } from '../config';
import type { StackError } from '../kernel/fault';
import type { System } from '../system/port';
import type { VersionRange, VersionScheme } from '../versions';

/** What a manager is able to do; what it cannot do is said in words, never guessed. */
export interface ManagerAbilities {
  /** `newest`: every version of a tool, only the newest one, or none. */
  readonly versions: 'all' | 'newest';
  /** Whether `newest` knows when a version was published. */
  readonly dates: boolean;
  /** `lockTree`: every package of the tree by hash, or the tool itself, whose own lock fixes the rest. */
  readonly lock: 'tree' | 'tool';
  /** Installs that may run at the same time. */
  readonly parallel: number;
}

/** What every call of a manager gets; the context of a task is one. */
export interface ManagerWorld {
  /** The System of the task: journaled, or recording in a dry run. */
  readonly system: System;
  readonly config: Config;
  readonly paths: OwnedPaths;
  readonly signal: AbortSignal;
  /** Children that change something are only pretended: what they would have made is not looked for. */
  readonly dryRun: boolean;
  /** Milliseconds that no child may take longer than, whatever its own limit. */
  readonly longestMs?: number | undefined;
}

/** A program that a tool brings, by the name it is called by. */
export interface ToolProgram {
  readonly name: string;
  /** Absolute. For our own tools below `paths.tools/<manager>/<tool>/`, which stays right when the version changes. */
  readonly path: string;
}

export interface InstalledTool {
  readonly tool: string;
  readonly version: string;
  /** ours: in a private project below `paths.tools`. user: installed by hand, which we read and never change. */
  readonly owner: 'ours' | 'user';
  /** The private project, or the folder that the user's own install lies in. */
  readonly folder: string;
  readonly programs: readonly ToolProgram[];
  /** Where it came from when that is no registry: a folder, a repository. A package of its name there may be a stranger's. */
  readonly origin?: string | undefined;
  /** Further parts of a Python package that were asked for, as they were written: `d,jupyter`. */
  readonly extras?: string | undefined;
}

/** One package of a tool's tree, fixed by hash. */
export interface LockedPackage {
  /** Where it lies in the tree, unique in it: `node_modules/a/node_modules/b`, or the name where there is one flat tree. */
  readonly key: string;
  readonly name: string;
  readonly version: string;
  /** `sha512-<base64>` or `sha256-<base64>`; several where each platform has a file of its own. Sorted. */
  readonly integrity: readonly string[];
  /** Where it was found; undefined where the manager does not say. */
  readonly source?: string | undefined;
}

/** A package of a lock that may be for several platforms. */
export interface PlacedPackage extends LockedPackage {
  /** Those of the entry's platforms that need it; absent: all of them. */
  readonly platforms?: readonly string[];
}

/** The whole tree of one version of one tool. */
export interface LockedTree {
  readonly tool: string;
  readonly version: string;
  /** Sorted by key. */
  readonly packages: readonly LockedPackage[];
  /**
   * The manager's own lock file as text: package-lock.json, requirements with hashes, Cargo.lock. `install` puts it back to work; it fixes
   * nothing that `packages` does not name.
   */
  readonly file: string;
  /** Where the registry attests how the tool was built: the address of the attestation. */
  readonly provenance?: string | undefined;
}

/** A tree with the hashes of all files that the index names. */
export interface CompletedTree {
  readonly tree: LockedTree;
  /** Keys of packages of which the index does not name every locked hash: they are as they were. */
  readonly unconfirmed: readonly string[];
}

/** One version as the registry describes it. */
export interface OfferedVersion {
  readonly version: string;
  /** ISO time of publication; undefined where the registry keeps none. */
  readonly published: string | undefined;
  /** The registry's words, where it marks the version. */
  readonly deprecated?: string | undefined;
  readonly yanked?: string | undefined;
}

export interface OfferedTool {
  readonly tool: string;
  /** In no order that means anything: `scheme` orders them. */
  readonly versions: readonly OfferedVersion[];
  /** npm's dist-tags; empty elsewhere. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Told of a fault of the file system that names what could not be read. */
export type OnUnread = (fault: StackError) => void;

export interface InstallRequest {
  readonly tool: string;
  /** Exact. */
  readonly version: string;
  /** The tree to install, to the hash. Absent: what the manager resolves now. */
  readonly lock?: LockedTree | undefined;
  /** Milliseconds for each child that is started. */
  readonly timeoutMs: number;
  /** What is being done, in a few words: `fetching`. */
  readonly progress: (text: string) => void;
}

/** A known weakness of a package in a tool's tree. */
export interface ToolAdvisory {
  readonly package: string;
  /** The installed version that has it; a range of them where the source does not tell which one is there. */
  readonly version: string;
  readonly id: string;
  /** The source's own word; empty where it has none. */
  readonly severity: string;
  readonly title: string;
}

/** What an index tells of all packages that a tool consists of. */
export interface ToolAudit {
  readonly advisories: readonly ToolAdvisory[];
  /** Packages that the index took back, with its words. */
  readonly yanked: readonly { readonly package: string; readonly version: string; readonly text: string }[];
  /** A sentence where the index could not tell of all of them; what it told of the others holds all the same. */
  readonly gap?: string;
}

export type ManagerProgram =
  | { readonly found: true; readonly path: string }
  /** `fix`: what to type to get it. */
  | { readonly found: false; readonly tool: string; readonly fix: string };

/**
 * A package manager: an entry of `lib/pin/managers/`, named after its file, its key in `tools` and `pins`, and its folder below
 * `paths.tools`. Called by tasks, one call per tool at a time.
 *
 * `find`, `listInstalled`, `flawOf`, `listUsers`, `readLock`, `driftOf`, `damagedFiles` and `addedOf` only read files: no child, no network. A private project that is
 * damaged or cannot be read is no reason for them to throw: it is not whole. Nothing is ever installed outside
 * `paths.tools`. `install` is whole or not at all: the new version is built and verified beside the old one and takes its place in one
 * step, so a tool is callable at every moment, and a kill leaves the old version or the new one.
 */
export interface Manager {
  readonly name: string;
  readonly can: ManagerAbilities;
  /** How its versions are written and ordered; a name of `lib/versions`. */
  readonly scheme: VersionScheme['name'];
  /** Names of tools, as a regular expression: what else stands in the config is refused there. */
  readonly toolPattern: string;
  /** True where names are the same whatever their case and whatever separates their words: two spellings are one tool. */
  readonly foldsNames?: boolean;
  /** The manager's own program on the PATH, or how to get it. */
  find(world: ManagerWorld): ManagerProgram;
  /** Our own private projects that are whole, by tool name. */
  listInstalled(world: ManagerWorld): readonly InstalledTool[];
  /** Why a private project is not whole, in a few words; undefined where it is, and where the tool is not installed. */
  flawOf(world: ManagerWorld, tool: string): string | undefined;
  /** What the user installed with the manager himself, for proposals; never changed by us. What cannot be read is told and left out. */
  listUsers(world: ManagerWorld, onUnread: OnUnread): readonly InstalledTool[];
  /** The tree that a private project was installed from; undefined where the tool is not installed, or its lock is gone or damaged. */
  readLock(world: ManagerWorld, tool: string): LockedTree | undefined;
  /** Paths inside a private project that are not what its lock says, by reading package metadata; empty: none. */
  driftOf(world: ManagerWorld, tool: string): readonly string[];
  /**
   * Files inside a private project that are gone or not of the size that was installed, by a look at each; empty also where nothing tells what
   * that was. Absent where the manager has no sizes to tell.
   */
  damagedFiles?(world: ManagerWorld, tool: string): readonly string[];
  /**
   * Packages that the user added to a private project by the manager's own command. They are his and no drift, and go when the tool is installed
   * anew. Absent where the manager knows no such thing.
   */
  addedOf?(world: ManagerWorld, tool: string): readonly string[];
  /**
   * What stands for a file that was looked at, where a look back at a folder shows that the manager changed it: most of a tree are
   * dependencies, and one folder holds hundreds. Absent: every file stands for itself.
   */
  holderOf?(world: Pick<ManagerWorld, 'paths'>, path: string): string;
  /**
   * What the registry offers, through the client's own configured index. A manager that only knows the newest version answers the newest
   * one that `wanted` includes. In a dry run no manager is started, and nothing is offered.
   * @throws `registryUnreachable` (PIN010, 504), `unknownTool` (PIN011, 504), `managerMissing` (PIN001, 503).
   */
  newest(world: ManagerWorld, tool: string, wanted?: VersionRange): Promise<OfferedTool>;
  /**
   * The own lock of these packages, as `LockedTree.file` has it. Only where the packages that a tool needs differ by platform, so that a lock
   * keeps those of each; absent where one tree is for all.
   */
  renderTree?(packages: readonly LockedPackage[]): string;
  /**
   * Resolves the tree of one exact version without installing anything; in a dry run the tree is empty. What it needs of `held` is taken in that
   * version, and with those hashes where one of them is for this machine; a manager whose tree is the same everywhere is never given any.
   * @throws as `newest`.
   */
  lockTree(world: ManagerWorld, tool: string, version: string, held?: readonly LockedPackage[]): Promise<LockedTree>;
  /**
   * The tree with the hashes of the files for all other platforms, as its index names them: those of what is installed hold on this machine.
   * Nothing is resolved anew. Absent where one file is for all. @throws as `newest`.
   */
  completeTree?(world: ManagerWorld, tree: LockedTree): Promise<CompletedTree>;
  /**
   * @throws as `newest`, `integrityRefused` (PIN012, 504), `installFailed` (PIN013, 504), `notForPlatform` (PIN015, 504); the old version
   * stays.
   */
  install(world: ManagerWorld, request: InstallRequest): Promise<InstalledTool>;
  /** Takes a private project away; it waits in quarantine. Nothing happens when the tool is not ours. */
  remove(world: ManagerWorld, tool: string): Promise<void>;
  /**
   * Known weaknesses of what is installed, from the client's own configured index. Absent where the manager has no such source at all.
   * @throws as `newest`.
   */
  audit?(world: ManagerWorld, tool: string): Promise<ToolAudit>;
}

export function defineManager(manager: Manager): Manager {
  return manager;
}
