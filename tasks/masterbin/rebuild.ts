import { toType } from '../../lib/kernel/to-type';
import { isOnPath } from '../../lib/centralize';
import { partial } from '../../lib/kernel/outcome';
import {
  absentFolders,
  otherFolders,
  pendingTools,
  rebuild,
  systemNamedTools,
  whyKept,
  type SilentTool,
} from '../../lib/masterbin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';

interface Answer {
  readonly bin: string;
  readonly written: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly kept: number;
}

export default defineTask({
  name: 'MasterBin.Rebuild',
  summary: 'Give every tool of the configured sources one wrapper in the one bin folder',
  deps: ['Config.Validate'],
  // They change which programs there are, alone as well as in Bootstrap: the wrappers follow each of them, whatever becomes of the next.
  repeats: true,
  after: ['PipxInstall', 'UvInstall', 'NpmInstall', 'CargoInstall', 'Pin.Sync', 'Update.All'],
  mutates: true,
  changes:
    'wrappers in the bin folder and their list, .clistack-bin.json; files that are not ours, or were edited, stay',
  run: ({ system, config, paths, log, report, dryRun }) => {
    const facts = { system, config, paths, load: loadModule };
    const pending = dryRun ? pendingTools(facts) : [];
    const result = rebuild(facts, pending);
    for (const { manager, tool } of pending)
      log.info(`${manager}:${tool} gets a wrapper for each of its programs once it is there`);
    const { bin, commands, kept, unreadable, refused, formless, silent } = result;
    for (const { path, why } of kept) log.warn(`left ${path} as it is: ${whyKept[why]}`);
    for (const one of silent)
      log.warn(
        `${one.manager}:${one.tool} is listed and offers no program: ${wrappersOf(one)}; fix: ${toType('Pin.Sync')}`,
      );
    for (const { source, reason } of unreadable) log.warn(`the wrappers of ${source} stay as they are: ${reason}`);
    for (const folder of absentFolders(system, config, paths))
      log.warn(`masterbin.sources names ${folder}, which is no folder: it offers nothing`);
    const [first] = formless;
    if (first !== undefined)
      log.warn(
        `masterbin.shims asks for no form that ${named(formless)} can have (${first.reasons.join('; ')}); fix: ${toType('Config.Show')}`,
      );
    for (const { command, kind, reason } of refused) log.verbose(`no ${kind} wrapper for ${command}: ${reason}`);
    for (const { name, rule, winner } of commands) {
      if (winner === null) log.verbose(`no wrapper for ${name}: ${rule}`);
    }
    for (const { manager, tool, names } of systemNamedTools(commands, config.tools))
      log.info(`${manager}:${tool} gets no wrapper: names of the system are never shadowed (${names.join(', ')})`);
    // Said with the first wrappers: in a line with tasks that they follow the turns are many.
    if (result.written.length > 0 && result.unchanged === 0 && !isOnPath(system, paths))
      log.info(`${bin} is not on the PATH of new shells: ${toType('CentralizeApply')} puts it there`);
    for (const folder of otherFolders(system, paths))
      log.info(
        `wrappers of another masterbin.dir lie in ${folder}: ${toType('MasterBin.Clean --all')} removes them too`,
      );
    report.write('masterbin.json', { bin, commands, kept, unreadable, refused, formless });
    const answer: Answer = {
      bin,
      written: result.written.length,
      removed: result.removed.length,
      unchanged: result.unchanged,
      kept: kept.length,
    };
    if (unreadable.length > 0) return partial(205, `${unreadable.length} of the sources could not be read`, answer);
    return formless.length === 0 ? answer : partial(205, `${named(formless)} got no wrapper`, answer);
  },
  show: (data) => {
    const { bin, written, removed, unchanged, kept } = data as Answer;
    const left = kept > 0 ? `, ${kept} left as ${kept === 1 ? 'it is' : 'they are'}` : '';
    return `${written} written, ${removed} removed, ${unchanged} already right${left} in ${bin}`;
  },
});

function wrappersOf({ stay, handedOn, gone }: SilentTool): string {
  return [
    ...(stay.length === 0 ? [] : [`${stay.join(', ')} ${stay.length === 1 ? 'stays as it is' : 'stay as they are'}`]),
    ...handedOn.map(({ name, target }) => `${name} runs ${target} until then`),
    ...(gone.length === 0 ? [] : [`${gone.join(', ')} ${gone.length === 1 ? 'has' : 'have'} no wrapper now`]),
  ].join(', ');
}

/** The first few of them. */
function named(formless: readonly { readonly command: string }[]): string {
  const names = formless.slice(0, 3).map(({ command }) => command);
  return `${names.join(', ')}${formless.length > 3 ? ` and ${formless.length - 3} more` : ''}`;
}
