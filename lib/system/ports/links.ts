/**
 * Links to folders (or files). `make` puts a link where nothing is, whole or not at all; `retarget` swaps the target of an
 * existing link atomically; `remove` removes the link and never what it points to. `read` answers undefined where no
 * link is. Faults name the link (exit 506).
 */
export interface Links {
  /** The text of the link, unresolved; undefined when the path is no link. */
  read(path: string): string | undefined;
  make(path: string, target: string): void;
  retarget(path: string, target: string): void;
  remove(path: string): void;
}
