import { dirname } from 'node:path';
import type { System } from '../system/port';
import { userConfigFile } from './choose-file';
import { starter } from './init';
import type { OwnedPaths } from './paths';

/** One change of the config file: a value set, or a text added to a list. */
export type ConfigChange =
  | { readonly kind: 'set'; readonly keys: readonly string[]; readonly value: string }
  /** `list` is what holds now, wherever it comes from: a list of another file is replaced by this one's, so this one has to name all of it. */
  | {
      readonly kind: 'add';
      readonly keys: readonly string[];
      readonly value: string;
      readonly list: readonly string[];
    };

/** The file that a change goes to: the config in use, and the user's own where that is the shipped default. */
export function patchedFile(system: System, { configFile, shippedConfig }: OwnedPaths): string {
  return shippedConfig ? userConfigFile(system) : configFile;
}

/**
 * Writes changes into the user's config file and touches nothing else in it: comments, order and blanks stay. A file that is a link is
 * written where it leads to.
 */
export function patchConfig(system: System, paths: OwnedPaths, changes: readonly ConfigChange[]): string {
  const { files } = system;
  const named = patchedFile(system, paths);
  const file = files.realPath(named) ?? named;
  const text = files.stat(file) === undefined ? starter : files.read(file).toString('utf8');
  files.makeFolder(dirname(file));
  files.write(file, patchText(text, changes), files.stat(file) === undefined ? { mode: 0o644 } : {});
  return file;
}

/** The text of a config file with changes made in it. */
export function patchText(text: string, changes: readonly ConfigChange[]): string {
  return changes.reduce(applyChange, text);
}

function applyChange(text: string, change: ConfigChange): string {
  const { applyEdits, findNodeAtLocation, modify, parseTree } =
    require('jsonc-parser') as typeof import('jsonc-parser');
  const formattingOptions = {
    insertSpaces: !/^\t/m.test(text),
    tabSize: (/^( +)\S/m.exec(text)?.[1] ?? '  ').length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const keys = [...change.keys];
  if (change.kind === 'set') return applyEdits(text, modify(text, keys, change.value, { formattingOptions }));
  const root = parseTree(text);
  const list = root === undefined ? undefined : findNodeAtLocation(root, keys);
  if (list?.type !== 'array')
    return applyEdits(text, modify(text, keys, [...change.list, change.value], { formattingOptions }));
  const at = [...keys, list.children?.length ?? 0];
  return applyEdits(text, modify(text, at, change.value, { formattingOptions, isArrayInsertion: true }));
}
