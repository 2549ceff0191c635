import { existsSync, chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findConfigPieces } from '../../../lib/config/find-pieces';
import { computePaths } from '../../../lib/config/paths';
import { composeConfig } from '../../../lib/config/schema';
import type { Config } from '../../../lib/config';
import { openJournal, readRuns, undoRun } from '../../../lib/journal';
import type { Manager, ManagerWorld } from '../../../lib/pin';
import { loadModule } from '../../../lib/run/load-module';
import type { System } from '../../../lib/system/port';
import { createRealSystem } from '../../../lib/system/real';
import { createRecording } from '../../../lib/system/recording';
import type { Step } from '../../../lib/system/step';
import { oracleBin } from '../oracles';
import { sources, type PackageSource } from './sources';

const lib = join(__dirname, '..', '..', '..', 'lib');

/** One manager with a home and a source of packages of its own; real programs, nothing outside the temporary folder. */
export interface ManagerBench {
  readonly manager: Manager;
  readonly home: string;
  readonly source: PackageSource;
  readonly tools: string;
  /** Where changes are journaled. */
  readonly world: ManagerWorld;
  /** A world whose journal is undone by `undo`. */
  journaled(): { readonly world: ManagerWorld; undo(): Promise<{ readonly refused: readonly unknown[] }> };
  /** A dry run, and the steps it lists. */
  pretending(): { readonly world: ManagerWorld; readonly steps: readonly Step[] };
  /** The folders of versions that nothing points to. */
  leftovers(): readonly string[];
  dispose(): Promise<void>;
}

export async function openBench(name: string): Promise<ManagerBench> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'clistack-managers-')));
  const temp = join(home, 'tmp');
  mkdirSync(temp);
  const open = sources[name];
  if (open === undefined) throw new Error(`there is no source of packages for ${name}`);
  const source = await open(home);
  const own = [oracleBin, dirname(process.execPath), join(homedir(), '.cargo', 'bin'), '/usr/bin', '/bin'];
  const env = { HOME: home, PATH: own.join(':'), TMPDIR: temp, ...cleared(), ...source.env };
  const system = createRealSystem(env);
  const { defaults } = composeConfig(findConfigPieces(system.files, lib, loadModule));
  // The defaults of all pieces are a config.
  const config = { ...defaults, update: { ...(defaults['update'] as object), minAgeDays: 0 } } as unknown as Config;
  const paths = computePaths(system, config, join(home, 'config.json'), false);
  const worldOf = (of: System, dryRun = false): ManagerWorld => ({
    system: of,
    config,
    paths,
    dryRun,
    signal: new AbortController().signal,
  });
  const { default: manager } = loadModule(join(lib, 'pin', 'managers', `${name}.ts`)) as { readonly default: Manager };
  let runs = 0;
  return {
    manager,
    home,
    source,
    tools: paths.tools,
    world: worldOf(system),
    journaled: () => {
      const folder = join(home, `journal-${(runs += 1)}`);
      const journal = openJournal({ system, folder, runId: system.randomness.id(), command: 'test' });
      return {
        world: worldOf(journal.forTask('T').system),
        undo: async () => {
          journal.close({ status: 0 });
          const [run] = readRuns(system, folder);
          if (run === undefined) throw new Error('nothing was journaled');
          return undoRun(system, run);
        },
      };
    },
    pretending: () => {
      const { system: recording, steps } = createRecording(system).forTask('T');
      return { world: worldOf(recording, true), steps };
    },
    leftovers: () => {
      const store = join(paths.tools, name, '.store');
      const used = new Set(manager.listInstalled(worldOf(system)).map(({ folder }) => system.links.read(folder)));
      // What came to nothing leaves not even the folder.
      return (existsSync(store) ? readdirSync(store) : []).filter((folder) => !used.has(join(store, folder)));
    },
    dispose: async () => {
      await source.close();
      chmodSync(home, 0o700);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** What npm tells its children, and what this machine is configured by, is no part of a bench. */
function cleared(): Record<string, string> {
  // undefined takes a variable away; the declared type knows added ones only.
  return Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => /^(?:npm_config_|npm_|PIP_|PIPX_|UV_|CARGO_|RUSTUP_|XDG_)/i.test(name))
      .map((name) => [name, undefined]),
  ) as unknown as Record<string, string>;
}
