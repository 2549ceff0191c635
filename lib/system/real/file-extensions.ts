import { createRequire, Module } from 'node:module';
import { dirname, join } from 'node:path';
import { errnoOf, reasonOf } from '../../kernel/errno';
import { unreadable } from '../faults';

/** What Node cannot do with files, and the systems below it can. `fd` of an open file or folder. */
export interface FileExtensions {
  /** False where another process holds it. */
  tryLock(fd: number, offset?: number, length?: number): boolean;
  unlock(fd: number, offset?: number, length?: number): void;
  /** Two names of one volume change what they name, in one step. */
  swapSync(from: string, to: string): void;
  /** Names of the extended attributes that this user may see. */
  listAttrsSync(fd: number): readonly string[];
  /** Null for one that is not there. */
  getAttrSync(fd: number, name: string): Buffer | null;
  setAttrSync(fd: number, name: string, value: Buffer): void;
  removeAttrSync(fd: number, name: string): void;
}

/**
 * Loaded only where something is changed: the native part costs milliseconds that a read-only task need not pay.
 * @throws `unreadable` (SYS003, 506) for a file of the package that cannot be opened.
 */
export function fileExtensions(): FileExtensions {
  isPlaced ||= placeNativePart();
  try {
    // The package has no types; these functions are all we use of it.
    return require('fs-native-extensions') as FileExtensions;
  } catch (cause) {
    const { path }: { readonly path?: unknown } = Object(cause) as object;
    if (typeof path !== 'string' || errnoOf(cause) === undefined) throw cause;
    throw unreadable({ path, reason: reasonOf(cause) }, { cause });
  }
}

let isPlaced = false;

/**
 * The package looks for its native part with a resolver of some thirty modules, which takes three times as long as all else of it. So the file
 * that would be found is put where Node keeps what was loaded. Where there is none of that name, or it cannot be loaded, the package looks
 * itself and says what is wrong. Not needed any more once it requires the file by its name.
 */
function placeNativePart(): true {
  try {
    const own = createRequire(join(__dirname, 'file-extensions'));
    const binding = own.resolve('fs-native-extensions/binding.js');
    const { platform, arch } = process;
    const part = new Module(binding);
    const native: unknown = own(
      join(dirname(binding), 'prebuilds', `${platform}-${arch}`, 'fs-native-extensions.node'),
    );
    part.exports = native;
    part.loaded = true;
    own.cache[binding] ??= part;
  } catch {
    // As above.
  }
  return true;
}
