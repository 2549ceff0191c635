import type { System } from './port';

export interface Noting {
  readonly system: System;
  /** Every path that was looked at, in the order of the first look. */
  readonly paths: ReadonlySet<string>;
}

/**
 * The same System, and which paths were looked at through it: what is worked out from them holds as long as the stamps of all of them do.
 * What walks, hashes trees or starts programs is not noted.
 */
export function noteLooks(system: System): Noting {
  const paths = new Set<string>();
  const noted =
    <T>(look: (path: string) => T) =>
    (path: string): T => {
      paths.add(path);
      return look(path);
    };
  const { files, links, hash } = system;
  return {
    paths,
    system: {
      ...system,
      files: {
        ...files,
        stat: noted(files.stat),
        read: noted(files.read),
        sha256: noted(files.sha256),
        list: noted(files.list),
        realPath: noted(files.realPath),
      },
      links: { ...links, read: noted(links.read) },
      hash: { ...hash, file: noted(hash.file) },
    },
  };
}
