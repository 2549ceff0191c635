import { ifPossible } from '../system/errno';
import { inFolder } from '../system/in-folder';
import { isoTime } from '../system/iso-time';
import type { System } from '../system/port';

/** A run that has begun and left no record yet. */
export interface OpenRun {
  readonly run: string;
  readonly corr_id: string;
  readonly command: string;
  readonly pid: number;
  /** Wall clock, ISO. */
  readonly since: string;
  /** False for one that was killed: what it was is all that is left of it. */
  readonly isAtWork: boolean;
}

/** What lies beside the records of runs while one is at work. Boot and start tell its process from a later one with the same id. */
type Mark = Omit<OpenRun, 'isAtWork'> & { readonly boot: string; readonly start: string };

/** The mark of a run that is at work. What the disk does not take costs the run nothing but that others do not see it. */
export interface RunMark {
  /** Writes it anew where a word of the line has turned out to be a secret meanwhile. */
  mask(): void;
  /** Once its record is there. */
  remove(): void;
}

type Marked = Pick<OpenRun, 'run' | 'corr_id'> & { readonly command: () => string };

const ending = '.running';
/** The folder may be one of the user's. */
const shape = /^[0-9a-f]{8}-[0-9a-f-]{27}\.running$/;

/** Says beside the records in `folder` that a run is at work. */
export function markRun(system: System, folder: string, { run, corr_id, command }: Marked): RunMark {
  const { files, machine, clock } = system;
  const path = inFolder(folder, `${run}${ending}`);
  const since = isoTime(clock.now());
  const { pid, processStart: start, bootId: boot } = machine;
  let written = '';
  let isOver = false;
  const write = (): void => {
    const mark: Mark = { run, corr_id, command: command(), pid, since, boot, start };
    if (isOver || mark.command === written) return;
    ifPossible(() => {
      files.makeFolder(folder, 0o700);
      // Nobody needs it after the machine went down.
      files.write(path, `${JSON.stringify(mark)}\n`, { mode: 0o600, durable: false });
      written = mark.command;
    });
  };
  write();
  return {
    mask: write,
    remove: () => {
      isOver = true;
      ifPossible(() => {
        files.remove(path);
      });
    },
  };
}

/** True for the name of a mark among the records. */
export function isMark(name: string): boolean {
  return shape.test(name);
}

/** Every run beside whose records in `folder` a mark lies, at work or killed; whoever has a record too has just ended. */
export function readOpenRuns(
  system: Pick<System, 'files' | 'processes' | 'machine'>,
  folder: string,
): readonly OpenRun[] {
  const { files, processes, machine } = system;
  if (files.stat(folder)?.kind !== 'folder') return [];
  return files
    .list(folder, { onlyUtf8: true })
    .filter(({ name, kind }) => kind === 'file' && isMark(name))
    .flatMap(({ name }): readonly OpenRun[] => {
      const mark = ifPossible(() => parse(files.readText(inFolder(folder, name))));
      if (!isWhole(mark)) return [];
      const { boot, start, ...told } = mark;
      return [{ ...told, isAtWork: boot === machine.bootId && processes.isAlive(told.pid, start) }];
    });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Of another program, or edited.
    return undefined;
  }
}

function isWhole(value: unknown): value is Mark {
  if (typeof value !== 'object' || value === null) return false;
  const { run, corr_id, command, pid, since, boot, start }: Partial<Record<keyof Mark, unknown>> = value;
  return (
    typeof pid === 'number' && [run, corr_id, command, since, boot, start].every((each) => typeof each === 'string')
  );
}
