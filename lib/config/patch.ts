import { dirname } from 'node:path';
import type { Node } from 'jsonc-parser';
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
  const text = files.stat(file) === undefined ? starter : files.readText(file);
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
  const formattingOptions = formattingOf(text);
  const keys = [...change.keys];
  const root = parseTree(text);
  const found = root === undefined ? undefined : findNodeAtLocation(root, keys);
  const isList = change.kind === 'add' && found?.type === 'array';
  const value = change.kind === 'add' && !isList ? [...change.list, change.value] : change.value;
  const commented = root === undefined ? undefined : afterComment(text, isList ? found : found === undefined ? root : undefined, keys); // prettier-ignore
  if (commented !== undefined) return insertAfter(text, commented, value, formattingOptions);
  const path = isList ? [...keys, found.children?.length ?? 0] : keys;
  return applyEdits(text, modify(text, path, value, { formattingOptions, isArrayInsertion: isList }));
}

interface Formatting {
  readonly insertSpaces: boolean;
  readonly tabSize: number;
  readonly eol: string;
}

function formattingOf(text: string): Formatting {
  return {
    insertSpaces: !/^\t/m.test(text),
    tabSize: (/^( +)\S/m.exec(text)?.[1] ?? '  ').length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

interface CommentedPlace {
  /** Where the last value ends, and where the comment behind it does. */
  readonly end: number;
  readonly commentEnd: number;
  readonly indent: string;
  /** Keys that have to be made on the way to the value; none in a list. */
  readonly missing: readonly string[];
}

/**
 * The place behind the last value of the list or object that something new goes into, when a comment follows that value on its line: the
 * library would put the new value between the two, and the comment would then speak of the wrong one.
 */
function afterComment(text: string, from: Node | undefined, keys: readonly string[]): CommentedPlace | undefined {
  let parent = from;
  let missing = from?.type === 'array' ? [] : keys;
  while (parent?.type === 'object') {
    const next = parent.children?.findLast(({ children: [key] = [] }) => key?.value === missing[0])?.children?.[1];
    if (next?.type !== 'object') break;
    parent = next;
    missing = missing.slice(1);
  }
  const last = parent?.children?.at(-1);
  if (last === undefined) return undefined;
  const end = last.offset + last.length;
  const [comment] = /^[ \t]*\/\/[^\r\n]*/.exec(text.slice(end)) ?? [];
  if (comment === undefined) return undefined;
  const [indent = ''] = /[ \t]*$/.exec(text.slice(0, last.offset)) ?? [];
  return { end, commentEnd: end + comment.length, indent, missing };
}

function insertAfter(text: string, place: CommentedPlace, value: unknown, { eol, ...format }: Formatting): string {
  const { end, commentEnd, indent, missing } = place;
  const [key, ...inner] = missing;
  const nested = inner.reduceRight<unknown>((below, name) => ({ [name]: below }), value);
  const step = format.insertSpaces ? ' '.repeat(format.tabSize) : '\t';
  const json = JSON.stringify(nested, null, step).replaceAll('\n', `${eol}${indent}`);
  const entry = key === undefined ? json : `${JSON.stringify(key)}: ${json}`;
  return `${text.slice(0, end)},${text.slice(end, commentEnd)}${eol}${indent}${entry}${text.slice(commentEnd)}`;
}
