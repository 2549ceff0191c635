import { asFault } from '../kernel/as-fault';
import type { ExitStatus } from '../kernel/exit';
import { once } from '../kernel/once';
import { ifPossible } from '../system/errno';
import { createRealSystem } from '../system/real';
import { readCorrelation } from '../system/real/correlation';
import { answerEarly } from './early';
import type { Ears } from './ears';
import type { CompiledFile } from './keep-code';
import { expectLeftovers } from './leave';
import { packagePlace, readVersion } from '../config/package-place';
import { performRun } from './perform';
import { prepareRun } from './prepare';
import { refuseShadowedConfig } from './shadowed-config';
import { refuseStaleBuild } from './stale-build';
import { answerVersion, asksForVersion } from './version';
import { wantsJson } from './wants-json';

/** Runs one command line from the first check to the last line of the answer. Never rejects; the status is all that is left to do. */
export async function runSession(
  argv: readonly string[],
  door: 'bin' | 'just' = 'bin',
  ears?: Ears,
  compiled: readonly CompiledFile[] = [],
): Promise<ExitStatus> {
  const { runId, corrId } = readCorrelation();
  const system = createRealSystem({ CLISTACK_CORR_ID: corrId }, runId);
  try {
    const place = packagePlace();
    const version = once(() => readVersion((path) => system.files.readText(path), place.root));
    // Asked of a broken installation too: nothing is looked at before it is answered.
    if (asksForVersion(argv)) return answerVersion(argv.includes('--json'), version(), system, corrId);
    // A program that runs a line keeps its console. Before task files are loaded, for they may print as well.
    if (ears === undefined && wantsJson(argv)) openConsole().putConsoleAside();
    refuseShadowedConfig(system);
    if (door === 'just') refuseStaleBuild(system.files, place.root);
    const prepared = prepareRun(system, place, argv);
    // Two hundred looks cost a tenth of a small run: without ts-node in front of it, only a run that changes something pays them.
    if (door === 'bin' && prepared.graph.route.changes) refuseStaleBuild(system.files, place.root);
    if (prepared.line.flags.version) {
      expectLeftovers();
      return answerVersion(prepared.line.flags.json, version(), system, corrId);
    }
    ears?.onPrepared(prepared);
    return await performRun({ prepared, system, argv, version, corrId, runId, ears, compiled });
  } catch (thrown) {
    const fault = asFault('CliStack', thrown);
    ears?.onRefused(fault);
    expectLeftovers();
    // What failed may be the look at the working folder itself; it only makes a path shorter.
    return answerEarly(fault, argv, corrId, ifPossible(() => system.machine.cwd) ?? '/');
  }
}

function openConsole(): typeof import('../log/console-aside') {
  return require('../log/console-aside') as typeof import('../log/console-aside');
}
