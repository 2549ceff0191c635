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
  const looked = new Map<string, Entry | undefined>();
  const besides = (path: string): Entry | undefined => {
    if (!looked.has(path)) looked.set(path, files.stat(path));
    return looked.get(path);
  };
  return (target) => {
    const entry = files.stat(target);
    if (entry === undefined) return undefined;
    const isLink = entry.kind === 'link';
    const real = isLink ? (files.realPath(target) ?? target) : target;
    const folder = realPathOf(dirname(real));
    if (isInside(join(folder, basename(real)), realPathOf(bin))) return 'clistack';
    const byPlace = managers.find(
      ({ folder: shims, program, beside }) =>
        shims?.test(dirname(target)) === true ||
        shims?.test(folder) === true ||
        (isLink && program?.test(basename(real)) === true) ||
        (!isLink && beside !== undefined && isSameFile(entry, besides(join(dirname(target), beside)))),
    );
    if (byPlace !== undefined) return isItself(byPlace, target) ? undefined : byPlace.name;
    const size = isLink ? (files.stat(real)?.size ?? 0) : entry.size;
    if (size > largestShim) return undefined;
    const text = readScript(files, real);
    if (isOurWrapper(text)) return 'clistack';
    return text.startsWith('#!') ? managers.find(({ text: says }) => says?.test(text))?.name : undefined;
  };
}

function isSameFile(one: Entry, other: Entry | undefined): boolean {
  return other?.kind === 'file' && one.ino === other.ino && one.dev === other.dev;
}

/** The text of a small program; empty for one that may be run and not read: then it is one like any other. */
function readScript(files: Pick<System['files'], 'read'>, path: string): string {
  try {
    return files.read(path).toString('latin1');
  } catch (error) {
    if (!isStackError(error)) throw error;
    return '';
  }
}

/** `mise` itself, called by its own name through a link, is a program like any other. */
function isItself({ name, folder }: ShimManager, target: string): boolean {
  return basename(target).replace(/\.exe$/, '') === name && folder?.test(dirname(target)) !== true;
}
