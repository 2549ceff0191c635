import type { Files } from './files';

/**
 * A folder of mode 0700 to work something out in, in the temporary folder of the machine, gone when `act` ends in whatever way. It is no
 * change of the machine: its files are neither recorded nor journaled. Nothing but `act` may use the files it is given.
 */
export interface Scratch {
  <T>(act: (folder: string, files: Files) => Promise<T>): Promise<T>;
}
