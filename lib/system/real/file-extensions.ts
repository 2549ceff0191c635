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

/** Loaded only where something is changed: the native part costs milliseconds that a read-only task need not pay. */
export function fileExtensions(): FileExtensions {
  // The package has no types; these functions are all we use of it.
  return require('fs-native-extensions') as FileExtensions;
}
