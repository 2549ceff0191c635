import { describePlace, type ConfigPlace } from '../config';
import { defineFault } from '../kernel/fault';
import { singleQuoted } from '../kernel/shell-quote';
import { toType } from '../kernel/to-type';

export const unknownSource = defineFault<{
  source: string;
  known: readonly string[];
  suggestions: readonly string[];
  /** Absent where nobody looked for it. */
  at?: ConfigPlace;
}>({
  code: 'MAS001',
  exit: 502,
  title: 'the config names a source of tools that does not exist',
  why: 'masterbin.sources and masterbin.priority hold names of sources and paths of folders. Nothing was changed.',
  message: ({ source, known, suggestions, at }) =>
    `${at === undefined ? 'masterbin.sources' : describePlace(at)}: '${source}' is no source` +
    (suggestions.length > 0 ? `, did you mean ${suggestions.join(' or ')}?` : `: there are ${[...known].join(', ')}`),
  fix: () => toType('Config.Show'),
});

export const damagedManifest = defineFault<{ path: string }>({
  code: 'MAS002',
  exit: 506,
  title: 'the list of our own wrappers cannot be read',
  why: 'Without it we cannot tell our wrappers from files of yours, so nothing was written or removed.',
  message: ({ path }) => `${path} is damaged`,
  fix: ({ path }) => `mv ${singleQuoted(path)} ${singleQuoted(`${path}.damaged`)} && ${toType('MasterBin.Rebuild')}`,
});

export const unknownTool = defineFault<{ tool: string; listed: boolean; suggestions: readonly string[] }>({
  code: 'MAS003',
  exit: 501,
  title: 'no such tool',
  why: 'No configured source offers a command of this name, and no folder of the PATH holds one. A tool that is listed may not be installed yet; what is listed nowhere belongs into `tools` of the config.',
  message: ({ tool, listed, suggestions }) =>
    `'${tool}' is offered by no source and is not on the PATH` +
    (listed ? ': it is listed, and not installed or called something else' : '') +
    (!listed && suggestions.length > 0 ? `, did you mean ${suggestions.join(' or ')}?` : ''),
  fix: ({ listed }) => toType(listed ? 'Pin.Sync' : 'Config.Show'),
});
