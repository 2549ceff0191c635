import { foreignPlaces } from '../kernel/where-thrown';
import { createRealSystem } from '../system/real';
import { writeErr } from '../system/terminal';
import { placesThatHold } from '../system/who-holds';
import { placeText } from './early';
import { clean } from './view/words';

/** Names that fit into one line. */
const namedFiles = 5;

/**
 * Ends the process although something is open that nobody will close: a server or a timer that a task file made while it was loaded. Says
 * which file it was.
 * @lazy
 */
export function endInSpiteOfLeftovers(): void {
  const [what] = process.getActiveResourcesInfo();
  const held = what === undefined ? '' : ` (${what})`;
  writeErr(
    `warning: ${clean(whoHolds(createRealSystem().machine.cwd))} keeps the process from ending${held}: it was opened while the file was loaded, and is not waited for\n` +
      '  next: open it in the code of a task, or call unref() on it\n',
  );
  process.exit();
}

/**
 * What keeps this process alive, and the place of what it would call: `Timeout (tasks/own/watch.js:3:1)`. `isAlone`: nothing else does.
 * @lazy
 */
export function whatHolds(cwd: string, isAlone: boolean): string {
  const open = isAlone ? process.getActiveResourcesInfo().filter((name) => name !== 'TTYWrap') : [];
  const kinds = [...new Set(open)];
  const kind = kinds.length === 0 ? 'something' : kinds.join(' and ');
  const places = [...new Set(foreignPlaces(placesThatHold()).map((place) => clean(placeText(place, cwd))))];
  if (places.length === 0) return kind;
  // Not of each it is known where it was opened.
  const among = kinds.length === 1 && places.length === open.length ? '' : 'among them ';
  return `${kind} (${among}${places.slice(0, namedFiles).join(', ')})`;
}

function whoHolds(cwd: string): string {
  const [place] = foreignPlaces(placesThatHold());
  // The lines of what was compiled on the way are not those of its source.
  if (place !== undefined) return placeText(place.replace(/(\.[cm]?ts):\d+:\d+$/, '$1'), cwd);
  const files = foreignPlaces(loadedFiles()).map((file) => placeText(file, cwd));
  const [only = 'a file that was loaded', ...others] = files;
  if (others.length === 0) return only;
  const more = files.length > namedFiles ? ` and ${files.length - namedFiles} more` : '';
  return `one of ${files.slice(0, namedFiles).join(', ')}${more}`;
}

function loadedFiles(): readonly string[] {
  // Every Node has it; its types do not mention it.
  const { _cache } = require('node:module') as unknown as { readonly _cache: Readonly<Record<string, unknown>> };
  return Object.keys(_cache);
}
