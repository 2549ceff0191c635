import { basename, dirname, join } from 'node:path';

const frame = /^\s*at (?:.* \()?(?:async )?((?:file:\/\/|[A-Za-z]:\\|\/).+?:\d+:\d+)\)?$/;

/**
 * `file:line:column` of where something was thrown: the first frame of its stack that is neither ours nor Node's, one of an installed
 * package only when there is no other. Editors and terminals open it on a click. Undefined for what has no such frame.
 */
export function whereThrown(thrown: unknown, own: readonly string[] = ownPlaces()): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('stack' in thrown) || typeof thrown.stack !== 'string')
    return undefined;
  const places = thrown.stack
    .split('\n')
    .flatMap((line) => frame.exec(line)?.[1] ?? [])
    .map(asPath);
  return foreignPlaces(places, own)[0];
}

/** Those of the places in files that are not in ours; those in an installed package only when there is no other. */
export function foreignPlaces(places: readonly string[], own: readonly string[] = ownPlaces()): readonly string[] {
  const foreign = places.filter((place) => !own.some((start) => place.startsWith(start)));
  const theirs = foreign.filter((place) => !/[\\/]node_modules[\\/]/.test(place));
  return theirs.length > 0 ? theirs : foreign;
}

/** Where our own code lies, compiled into one file, compiled, or as source. */
function ownPlaces(): readonly string[] {
  const code = dirname(dirname(__dirname));
  const root = basename(code) === 'dist' ? dirname(code) : code;
  return [
    ...['lib', 'tasks', 'bundle'].map((name) => join(code, name)),
    join(root, 'bin'),
    join(root, 'just.config.ts'),
  ];
}

/** A place whose file is told as a URL, with its path. */
export function asPath(place: string): string {
  if (!place.startsWith('file://')) return place;
  const { fileURLToPath } = require('node:url') as typeof import('node:url');
  const [, url = place, position = ''] = /^(.+?)(:\d+:\d+)$/.exec(place) ?? [];
  return `${fileURLToPath(url)}${position}`;
}
