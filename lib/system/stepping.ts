import { dirname } from 'node:path';
import { fromWorkingFolder } from './from-working-folder';
import type { System } from './port';
import type { Environment } from './ports/environment';
import type { Entry, FileChange, FileWriter, Files } from './ports/files';
import type { Links } from './ports/links';
import type { ChildChange, ChildOutcome, Processes } from './ports/processes';
import { schedulesOver } from './schedule-files';
import type { OtherNames, Step } from './step';
import { hashBytes } from './tree-hash';

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;

/** What surrounds each change: a record of it (dry run), or an entry in the journal before and after it. */
export interface StepTaker {
  take(step: Step, act: () => void): void;
  /** Several changes that are made together; never called without any. */
  takeMany(steps: readonly Step[], act: () => void): void;
  /** A child that changes something. `act` starts it; `imagine` makes what it would leave where it is not started. */
  takeChild(
    step: Step & { readonly kind: 'child.run' },
    act: () => Promise<ChildOutcome>,
    imagine: ChildChange['imagine'],
  ): Promise<ChildOutcome>;
}

/**
 * The one place that says which steps a change is made of: recording and journal agree because both are fed from here. What is as
 * wished already is no step and is not done again.
 */
export function createStepping(inner: System, taker: StepTaker): System {
  const files = steppingFiles(inner, taker);
  const links = steppingLinks(inner.links, taker);
  return fromWorkingFolder({
    ...inner,
    files,
    links,
    schedules: schedulesOver({ ...inner, files, links }),
    environment: steppingEnvironment(inner, files, taker),
    processes: steppingProcesses(inner.processes, taker),
  });
}

function steppingFiles({ files }: System, { take, takeMany }: StepTaker): Files {
  /** The step of a write, or undefined where the file is as wished already. */
  const writeStep = (
    path: string,
    content: Buffer | string,
    wished: number | undefined,
  ): StepOf<'file.write'> | undefined => {
    const old = files.stat(path);
    const sha256 = hashBytes(content);
    const mode = wished ?? old?.mode ?? 0o600;
    const same = old?.kind === 'file' && old.mode === mode && files.sha256(path) === sha256;
    return same
      ? undefined
      : { kind: 'file.write', path, sha256, mode, replaces: old !== undefined, ...otherNamesOf(old) };
  };
  const makeFolder = (path: string, mode = 0o755): void => {
    const missing: string[] = [];
    for (let at = path; files.stat(at) === undefined && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
    // Something is there: the port below decides whether it is a folder.
    if (missing.length === 0) files.makeFolder(path, mode);
    for (const folder of missing) {
      take({ kind: 'folder.make', path: folder, mode }, () => {
        files.makeFolder(folder, mode);
      });
    }
  };
  const writer: FileWriter = {
    makeFolder,
    write: (path, content, options = {}) => {
      const step = writeStep(path, content, options.mode);
      if (step === undefined) return;
      take(step, () => {
        files.write(path, content, { ...options, mode: step.mode, guarded: true });
      });
    },
    move: (from, to, options = {}) => {
      const move: Step = { kind: 'move', path: from, to };
      const act = (): void => {
        files.move(from, to, options);
      };
      // Two steps of one change: each has its way back.
      if (options.overLink === true && files.stat(to)?.kind === 'link')
        takeMany([{ kind: 'link.remove', path: to }, move], act);
      else take(move, act);
    },
    remove: (path) => {
      take({ kind: 'remove', path }, () => {
        files.remove(path);
      });
    },
    removeTree: (path) => {
      take({ kind: 'tree.remove', path }, () => {
        files.removeTree(path);
      });
    },
    setMode: (path, mode) => {
      if (files.stat(path)?.mode === mode) return;
      take({ kind: 'mode.set', path, mode }, () => {
        files.setMode(path, mode);
      });
    },
    changeMany: (changes) => {
      const wanted = changes.flatMap((change): readonly { readonly change: FileChange; readonly step: Step }[] => {
        if (change.kind === 'remove') return [{ change, step: { kind: 'remove', path: change.path } }];
        const step = writeStep(change.path, change.content, change.mode);
        return step === undefined ? [] : [{ change: { ...change, mode: step.mode }, step }];
      });
      if (wanted.length === 0) return;
      takeMany(
        wanted.map(({ step }) => step),
        () => {
          files.changeMany(wanted.map(({ change }) => change));
        },
      );
    },
  };
  return { ...files, ...writer };
}

/** A new file takes the place of the old one, and no other name of that. */
function otherNamesOf(old: Entry | undefined): { readonly otherNames?: OtherNames } {
  return old === undefined || old.names < 2 ? {} : { otherNames: { count: old.names - 1, ino: old.ino } };
}

function steppingLinks(links: Links, { take }: StepTaker): Links {
  return {
    read: (path) => links.read(path),
    make: (path, target) => {
      take({ kind: 'link.make', path, target }, () => {
        links.make(path, target);
      });
    },
    retarget: (path, target) => {
      if (links.read(path) === target) return;
      take({ kind: 'link.retarget', path, target }, () => {
        links.retarget(path, target);
      });
    },
    remove: (path) => {
      take({ kind: 'link.remove', path }, () => {
        links.remove(path);
      });
    },
  };
}

function steppingEnvironment({ environment, files }: System, stepped: Files, { take }: StepTaker): Environment {
  // The step names the file that is really written: a profile is often a link into a dotfiles folder.
  const place = (path: string): string => files.realPath(path) ?? path;
  return {
    ...environment,
    writeBlock: (block, text) => {
      if (environment.readBlock(block) === text) return;
      stepped.makeFolder(dirname(block.path));
      const path = place(block.path);
      take({ kind: 'block.write', path, id: block.id, text, ...otherNamesOf(files.stat(path)) }, () => {
        environment.writeBlock(block, text);
      });
    },
    removeBlock: (block) => {
      if (environment.readBlock(block) === undefined) return;
      const path = place(block.path);
      take({ kind: 'block.remove', path, id: block.id, ...otherNamesOf(files.stat(path)) }, () => {
        environment.removeBlock(block);
      });
    },
  };
}

function steppingProcesses(processes: Processes, { takeChild }: StepTaker): Processes {
  return {
    which: (command) => processes.which(command),
    isAlive: (pid, startTime) => processes.isAlive(pid, startTime),
    run: (command, args, options = {}) => {
      const { changes } = options;
      const act = (): Promise<ChildOutcome> => processes.run(command, args, options);
      if (changes === undefined) return act();
      return takeChild(
        { kind: 'child.run', path: changes.folder, argv: [command, ...args], undo: changes.undo },
        act,
        changes.imagine,
      );
    },
  };
}
