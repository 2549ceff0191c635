import { runSuite } from '../../lib/proof/jest';
import { withoutSources } from '../../lib/proof/repository';
import { runWindowsLane } from '../../lib/proof/windows/lane';
import { skipped } from '../../lib/kernel/outcome';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Test.Windows',
  summary: 'Commands and unit suites on a real node.exe, under Wine where this is Linux',
  config: 'optional',
  options: {
    record: { type: 'boolean', describe: 'try every unit suite, and keep what passed in tests/windows/seen.json' },
  },
  run: async ({ system, options, log, signal }) => {
    const absent = withoutSources(system);
    if (absent !== undefined) return absent;
    if (system.machine.os === 'win32')
      return runSuite(system, { suite: 'windows', projects: ['windows'], coverage: 'nothing' }, signal);
    const end = await runWindowsLane(system, options['record'] === true, signal);
    if (end.kind === 'ran') return end;
    log.warn(`no test of Windows ran: ${end.reason}`);
    return skipped('NO-WINE', end.reason);
  },
});
