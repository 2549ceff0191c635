import { counted } from '../../lib/kernel/counted';
import { partial } from '../../lib/kernel/outcome';
import { toType } from '../../lib/kernel/to-type';
import {
  endOfMany,
  completeLock,
  lockConfig,
  lockLocked,
  lockSystem,
  readPinFacts,
  staleReasons,
  writePinsLock,
  type NarrowTool,
} from '../../lib/pin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';
import { chooseByPolicy } from '../../lib/update';

interface LockAnswer {
  readonly file: string;
  readonly tools?: number;
  readonly stale?: readonly string[];
  /** Tools whose hashes are those of this platform, because the index did not tell the others. */
  readonly narrow?: readonly NarrowTool[];
}

export default defineTask({
  name: 'Pin.Lock',
  summary: 'Write pins.lock.json: every listed tool with its whole tree, to the hash',
  deps: ['Config.Validate'],
  mutates: true,
  changes: 'pins.lock.json beside the config; with tools of pipx the pip that they share, where it is not there yet',
  options: {
    from: {
      type: 'string',
      enum: ['system', 'config', 'lock'],
      describe:
        'lock what is installed (an index is asked for the hashes of other platforms alone), what the config asks for, or in the locked versions what this platform needs too',
      default: 'system',
    },
    check: { type: 'boolean', describe: 'write nothing; end with 203 when the lock is stale', default: false },
  },
  run: async (context) => {
    const { system, config, options, log } = context;
    const { facts, lockFile } = readPinFacts(context, loadModule);
    const from = options['from'];
    if (options['check'] === true) {
      const stale = staleReasons(facts, from === 'config' ? 'config' : 'system');
      for (const { reason, fix } of stale) log.warn(`${reason}; fix: ${fix}`);
      const answer: LockAnswer = { file: lockFile, stale: stale.map(({ reason }) => reason) };
      return stale.length === 0 ? answer : partial(203, 'pins.lock.json is stale', answer);
    }
    const choose = chooseByPolicy(config.update, system.clock.now());
    const {
      lock: found,
      missing,
      failed,
    } = from === 'config'
      ? await lockConfig(facts, choose)
      : from === 'lock'
        ? await lockLocked(facts, lockFile)
        : lockSystem(facts);
    for (const reason of missing) log.warn(`${reason}; fix: ${toType('Pin.Sync')}`);
    const { lock, narrow } = from === 'system' ? await completeLock(facts, found) : { lock: found, narrow: [] };
    for (const { manager, tool, reason, fix } of narrow)
      log.warn(`${manager}:${tool} may not install on other platforms: ${reason}; fix: ${fix}`);
    const answer: LockAnswer = { file: lockFile, tools: lock.tools.length, narrow };
    // What could not be resolved stays as it was locked.
    const fresh = lock.tools.filter(
      (entry) => !failed.some((one) => one.manager === entry.manager && one.tool === entry.tool),
    );
    const end = endOfMany({ ...answer, failed }, fresh.length, log);
    for (const text of writePinsLock(facts, lockFile, lock)) log.warn(text);
    return missing.length === 0 || failed.length > 0
      ? end
      : partial(205, `${counted(missing.length, 'tool')} ${missing.length === 1 ? 'is' : 'are'} not locked`, answer);
  },
  show: (data) => {
    const { file, tools, stale } = data as LockAnswer;
    if (stale === undefined) return `${counted(tools ?? 0, 'tool')} ${tools === 1 ? 'is' : 'are'} locked in ${file}`;
    return stale.length === 0 ? `${file} is fresh` : stale.join('\n');
  },
});
