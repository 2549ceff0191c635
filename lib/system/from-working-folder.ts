import { isAbsolute, resolve } from 'node:path';
import type { System } from './port';
import type { TextBlock } from './ports/environment';
import type { FileChange, Files } from './ports/files';
import type { Links } from './ports/links';

/**
 * The same System, which also takes paths that count from the working folder of the process, as Node does. What is written down of a change has to
 * hold from wherever it is taken back.
 */
export function fromWorkingFolder(system: System): System {
  const { environment, processes, hash, walk } = system;
  const blockAt = (block: TextBlock): TextBlock => ({ ...block, path: whole(block.path) });
  return {
    ...system,
    files: filesFrom(system.files),
    links: linksFrom(system.links),
    environment: {
      ...environment,
      readBlock: (block) => environment.readBlock(blockAt(block)),
      writeBlock: (block, text) => {
        environment.writeBlock(blockAt(block), text);
      },
      removeBlock: (block) => {
        environment.removeBlock(blockAt(block));
      },
    },
    processes: {
      ...processes,
      run: (command, args, options = {}) => {
        const { changes } = options;
        if (changes === undefined) return processes.run(command, args, options);
        return processes.run(command, args, { ...options, changes: { ...changes, folder: whole(changes.folder) } });
      },
    },
    walk: (root, options) => walk(whole(root), options),
    hash: { ...hash, file: (path) => hash.file(whole(path)), tree: (path) => hash.tree(whole(path)) },
  };
}

function whole(path: string): string {
  return isAbsolute(path) ? path : resolve(path);
}

function filesFrom(files: Files): Files {
  return {
    stat: (path) => files.stat(whole(path)),
    read: (path) => files.read(whole(path)),
    readText: (path) => files.readText(whole(path)),
    sha256: (path) => files.sha256(whole(path)),
    list: (folder, options) => files.list(whole(folder), options),
    realPath: (path) => files.realPath(whole(path)),
    stamp: (path) => files.stamp(whole(path)),
    freeBytes: (path) => files.freeBytes(whole(path)),
    write: (path, content, options) => {
      files.write(whole(path), content, options);
    },
    makeFolder: (path, mode) => {
      files.makeFolder(whole(path), mode);
    },
    move: (from, to, options) => {
      files.move(whole(from), whole(to), options);
    },
    remove: (path) => {
      files.remove(whole(path));
    },
    removeTree: (path) => {
      files.removeTree(whole(path));
    },
    setMode: (path, mode) => {
      files.setMode(whole(path), mode);
    },
    changeMany: (changes) => {
      files.changeMany(changes.map((change): FileChange => ({ ...change, path: whole(change.path) })));
    },
  };
}

function linksFrom(links: Links): Links {
  return {
    read: (path) => links.read(whole(path)),
    // The text of a link is as it was given: a relative one counts from the link.
    make: (path, target) => {
      links.make(whole(path), target);
    },
    retarget: (path, target) => {
      links.retarget(whole(path), target);
    },
    remove: (path) => {
      links.remove(whole(path));
    },
  };
}
