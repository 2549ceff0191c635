import { counted } from '../../lib/kernel/counted';
import { partial } from '../../lib/kernel/outcome';
import { toType } from '../../lib/kernel/to-type';
import { comparePins, inspectFiles, isDrift, readPinFacts } from '../../lib/pin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';

export default defineTask({
  name: 'Pin.DriftFail',
  summary: 'Fail when a tool is not what pins and lock say; starts no package manager',
  deps: ['Config.Validate'],
  run: (context) => {
    const { facts } = readPinFacts(context, loadModule);
    const rows = inspectFiles(facts, comparePins(facts));
    const drift = rows.filter(isDrift);
    for (const { manager, tool, action, reason } of drift)
      context.log.warn(`${manager}:${tool} drifts: ${reason ?? action}; fix: ${toType('Pin.Sync')}`);
    for (const { manager, tool, reason } of rows.filter(({ action }) => action === 'keep'))
      if (reason !== null) context.log.info(`${manager}:${tool} is as pinned: ${reason}`);
    const data = { tools: rows.filter(({ action }) => action !== 'extra').length, drift };
    return drift.length === 0
      ? data
      : partial(203, `${counted(drift.length, 'tool')} ${verbOf(drift)} from pins and lock`, data);
  },
  show: (data) => {
    const { tools, drift } = data as { readonly tools: number; readonly drift: readonly unknown[] };
    if (drift.length === 0) return `no drift: ${counted(tools, 'tool')} ${tools === 1 ? 'is' : 'are'} as pinned`;
    const count = tools === 1 ? '1 tool' : `${drift.length} of ${tools} tools`;
    return `${count} ${verbOf(drift)}`;
  },
});

function verbOf(drift: readonly unknown[]): string {
  return drift.length === 1 ? 'drifts' : 'drift';
}
