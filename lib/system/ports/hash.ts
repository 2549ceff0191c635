/** sha256 as lower-case hex. `file` reads the file's own bytes; `tree` covers names, kinds, modes, link targets and contents. */
export interface Hash {
  bytes(content: Buffer | string): string;
  file(path: string): string;
  tree(path: string): string;
}
