import { basename, dirname, join } from 'node:path';
import { isInside } from '../config';
import { isStackError } from '../kernel/fault';
import type { System } from '../system/port';
import type { Entry } from '../system/ports/files';
import { isOurWrapper } from './shims/shim';

/** A version manager whose launchers only look the tool up again: through ours they could come back to us for ever. */
interface ShimManager {
  readonly name: string;
  /** Folders that hold nothing but its launchers. */
  readonly folder?: RegExp;
  /** The one program that all its launchers lead to. */
  readonly program?: RegExp;
  /** What its launchers, small scripts, say. */
  readonly text?: RegExp;
  /** The program whose name lies beside its launchers when they are hard links to it. */
  readonly beside?: string;
}

const managers: readonly ShimManager[] = [
  { name: 'mise', folder: /[\\/](?:mise|rtx)[\\/]shims$/, program: /^(?:mise|rtx)(?:\.exe)?$/, text: /\bexec\b.*\bmise(?:["']?) (?:x|exec)\b/ },
  { name: 'asdf', folder: /[\\/]\.?asdf(?:-data)?[\\/]shims$/, program: /^asdf$/, text: /^# asdf-plugin: |\basdf(?:["']?) exec\b/m },
  { name: 'volta', folder: /[\\/](?:\.volta|Volta)[\\/]bin$/, program: /^volta(?:-shim)?(?:\.exe)?$/ },
  { name: 'nvm', folder: /[\\/]nvm[\\/]alias$/, program: /^nvm-exec$/, text: /\bnvm-exec\b|\bnvm (?:exec|run)\b/ },
  { name: 'fnm', folder: /[\\/]fnm_multishells[\\/][^\\/]+[\\/]bin$/, program: /^fnm(?:\.exe)?$/ },
  { name: 'nodenv', folder: /[\\/]\.?nodenv[\\/]shims$/, text: /\bnodenv(?:["']?) exec\b/ },
  { name: 'pyenv', folder: /[\\/]\.?pyenv(?:-win)?[\\/]shims$/, text: /\bpyenv(?:["']?) exec\b/ },
  { name: 'rbenv', folder: /[\\/]\.?rbenv[\\/]shims$/, text: /\brbenv(?:["']?) exec\b/ },
  { name: 'goenv', folder: /[\\/]\.?goenv[\\/]shims$/, text: /\bgoenv(?:["']?) exec\b/ },
  { name: 'jenv', folder: /[\\/]\.?jenv[\\/]shims$/, text: /\bjenv(?:["']?) exec\b/ },
  { name: 'proto', folder: /[\\/]\.?proto[\\/]shims$/, program: /^proto(?:-shim)?(?:\.exe)?$/ },
  { name: 'aqua', folder: /[\\/]aquaproj-aqua[\\/]bin$/, program: /^aqua(?:-proxy)?(?:\.exe)?$/ },
  { name: 'rustup', program: /^rustup(?:-init)?(?:\.exe)?$/, beside: 'rustup' },
  { name: 'scoop', folder: /[\\/]scoop[\\/]shims$/ },
]; // prettier-ignore

/** Launchers are small; what is larger is not read. */
const largestShim = 4096;

/**
 * Tells whose launcher a program is: `clistack` for one of our own wrappers, the name of another version manager, or undefined for a real
 * program. Judged by where it lies, by what a link leads to, and by the text of small scripts. A folder is resolved once for all the
 * programs in it, so what is answered holds for one survey.
 */
export function findShimOwners({ files }: Pick<System, 'files'>, bin: string): (target: string) => string | undefined {
  const realPaths = new Map<string, string>();
  const realPathOf = (folder: string): string => {
    const known = realPaths.get(folder);
    if (known !== undefined) return known;
    const real = files.realPath(folder) ?? folder;
    realPaths.set(folder, real);
    return real;
  };
  const places = new Map<string, Place>();
  const placeOf = (folder: string): Place => {
    const known = places.get(folder);
    if (known !== undefined) return known;
    const real = realPathOf(folder);
    const place = {
      isOurs: isInside(join(real, 'program'), realPathOf(bin)),
      launchers: managers.flatMap((manager): Place['launchers'] => {
        if (liesInShims(manager, folder, real)) return [{ manager }];
        const beside = manager.beside === undefined ? undefined : files.stat(join(folder, manager.beside));
        return beside?.kind === 'file' ? [{ manager, beside }] : [];
      }),
    };
    places.set(folder, place);
    return place;
  };
  const textOwner = (path: string, size: number): string | undefined => {
    if (size > largestShim) return undefined;
    const text = readScript(files, path);
    if (isOurWrapper(text)) return 'clistack';
    return text.startsWith('#!') ? managers.find(({ text: says }) => says?.test(text))?.name : undefined;
  };
  return (target) => {
    const entry = files.stat(target);
    if (entry === undefined) return undefined;
    const own = dirname(target);
    if (entry.kind !== 'link') {
      const { isOurs, launchers } = placeOf(own);
      if (isOurs) return 'clistack';
      const found = launchers.find(({ beside }) => beside === undefined || isSameFile(entry, beside));
      if (found !== undefined) return isItself(found.manager, target) ? undefined : found.manager.name;
      return textOwner(target, entry.size);
    }
    const real = files.realPath(target) ?? target;
    const folder = realPathOf(dirname(real));
    if (isInside(join(folder, basename(real)), realPathOf(bin))) return 'clistack';
    const found = managers.find(
      (manager) => liesInShims(manager, own, folder) || manager.program?.test(basename(real)) === true,
    );
    if (found !== undefined) return isItself(found, target) ? undefined : found.name;
    return textOwner(real, files.stat(real)?.size ?? 0);
  };
}

/** What a program in a folder, being no link, can be: judged once, for there may be a thousand in one. */
interface Place {
  readonly isOurs: boolean;
  /** With what lies beside where only a hard link to that is its launcher. */
  readonly launchers: readonly { readonly manager: ShimManager; readonly beside?: Entry }[];
}

function liesInShims({ folder }: ShimManager, own: string, real: string): boolean {
  return folder?.test(own) === true || folder?.test(real) === true;
}

function isSameFile(one: Entry, other: Entry): boolean {
  return one.ino === other.ino && one.dev === other.dev;
}

/** The text of a small program; empty for one that may be run and not read: then it is one like any other. */
function readScript(files: Pick<System['files'], 'readText'>, path: string): string {
  try {
    return files.readText(path);
  } catch (error) {
    if (!isStackError(error)) throw error;
    return '';
  }
}

/** `mise` itself, called by its own name through a link, is a program like any other. */
function isItself({ name, folder }: ShimManager, target: string): boolean {
  return basename(target).replace(/\.exe$/, '') === name && folder?.test(dirname(target)) !== true;
}
