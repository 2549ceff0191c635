import { toType } from '../../lib/kernel/to-type';
import { patchConfig, patchedFile, type ConfigChange } from '../../lib/config';
import { endOfMany, pacedWorld, paceOf, paceOption, readPinFacts } from '../../lib/pin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';
import {
  describeOverridden,
  describeStuck,
  findUpdates,
  moveTools,
  overriddenPins,
  tellAbsent,
  tellUnasked,
  toPinChanges,
  type FoundAnswer,
  type MoveReport,
  type OverriddenPin,
} from '../../lib/update';

type Answer = MoveReport & {
  readonly configFile: string;
  readonly pins: readonly ConfigChange[];
  readonly written: boolean;
  /** Those that hold something back and can only be edited. */
  readonly stuckPins: FoundAnswer['stuckPins'];
  /** Those that a variable sets. */
  readonly overriddenPins: readonly OverriddenPin[];
  /** Only in a dry run: what the last check did not ask about. */
  readonly unknown: readonly string[];
};

export default defineTask({
  name: 'Update.All',
  summary: 'Move our tools to the versions that pins and policy allow, and propose new pins',
  deps: ['Config.Validate'],
  mutates: true,
  changes: 'private tool projects; pins.lock.json where there is one; with --write-pins the pins in your config',
  options: {
    'write-pins': { type: 'boolean', describe: 'write the proposed pins into the config', default: false },
    ...paceOption,
  },
  run: async (context) => {
    const { system, paths, config, options, log, dryRun, run } = context;
    const { facts, lockFile } = readPinFacts(pacedWorld(context, options), loadModule);
    const { found, failures, asked, absent, unknown } = await findUpdates(facts, config.update);
    if (dryRun) tellUnasked(log, unknown);
    tellAbsent(log, absent);
    const moves = await moveTools({ facts, lockFile, pace: paceOf(options, log) }, found.actionable);
    for (const { manager, tool, from, to } of moves.moved) log.info(`${manager}:${tool} ${from} to ${to}`);
    for (const text of moves.narrow) log.warn(text);
    for (const name of moves.putBack) log.warn(`${name} was put back: another tool of its group failed`);
    for (const name of moves.waiting) log.warn(`${name} waits: another tool of its group cannot move`);
    const overridden = overriddenPins(found.pinProposals, run.configSources);
    const pins = toPinChanges(found.pinProposals.filter((pin) => !overridden.some(isSamePin(pin))));
    const written = options['write-pins'] === true && pins.length > 0;
    if (written) patchConfig(system, paths, pins);
    const answer = {
      ...moves,
      configFile: patchedFile(system, paths),
      pins,
      written,
      stuckPins: found.stuckPins,
      overriddenPins: overridden,
      unknown,
    };
    const failed = [...failures, ...moves.failed];
    const well = moves.moved.length + asked - failures.length - found.actionable.length;
    return endOfMany({ ...answer, failed }, well, log);
  },
  show: (data) => {
    const { moved, pins, written, stuckPins, overriddenPins: overridden, configFile, unknown } = data as Answer;
    const nothing = unknown.length === 0 ? 'nothing to update' : 'nothing is known to update';
    const lines = moved.map(({ manager, tool, from, to }) => `${manager}:${tool} ${from} -> ${to}`);
    const proposed = pins.map(({ keys, value }) => `  ${keys.join('.')} = "${value}"`);
    const heading = written
      ? `new pins in ${configFile}; ${toType('Pin.Sync')} installs them`
      : `pins that could move in ${configFile}; --write-pins writes them`;
    return [
      ...(lines.length === 0 ? [nothing] : lines),
      ...(proposed.length === 0 ? [] : [heading, ...proposed]),
      ...describeStuck(stuckPins),
      ...describeOverridden(overridden),
    ].join('\n');
  },
});

function isSamePin({ manager, tool }: Pick<OverriddenPin, 'manager' | 'tool'>): (other: OverriddenPin) => boolean {
  return (other) => other.manager === manager && other.tool === tool;
}
