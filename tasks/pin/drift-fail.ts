import { partial } from '../../lib/kernel/outcome';
import { comparePins, isDrift, readPinFacts } from '../../lib/pin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';

export default defineTask({
  name: 'Pin.DriftFail',
  summary: 'Fail when a tool is not what pins and lock say; starts no package manager',
  deps: ['Config.Validate'],
  run: (context) => {
    const { facts } = readPinFacts(context, loadModule);
    const rows = comparePins(facts);
    const drift = rows.filter(isDrift);
    for (const { manager, tool, action, reason } of drift)
      context.log.warn(`${manager}:${tool} drifts: ${reason ?? action}; fix: npx just Pin.Sync`);
    const data = { tools: rows.length, drift };
    const count = drift.length === 1 ? '1 tool drifts' : `${drift.length} tools drift`;
    return drift.length === 0 ? data : partial(203, `${count} from pins and lock`, data);
  },
  show: (data) => {
    const { tools, drift } = data as { readonly tools: number; readonly drift: readonly unknown[] };
    return drift.length === 0 ? `no drift: ${tools} tools are as pinned` : `${drift.length} of ${tools} tools drift`;
  },
});
