const { cwd } = process;

/** The working folder of the process while a run goes on. */
export interface WorkingFolder {
  /** Goes back when something went elsewhere, and answers where that was. */
  restore(): string | undefined;
  /** Goes back to where the process was before the run. */
  leave(): void;
}

/**
 * Makes a folder the working one; one that cannot be entered leaves things as they are.
 */
export function enterFolder(path: string): WorkingFolder {
  const before = here();
  if (before !== path) go(path);
  const wanted = here() ?? path;
  return {
    restore: () => {
      const now = here();
      if (now === wanted) return undefined;
      go(wanted);
      return now ?? 'a folder that is gone';
    },
    leave: () => {
      if (before !== undefined && here() !== before) go(before);
    },
  };
}

/** Undefined when the folder was removed meanwhile. */
function here(): string | undefined {
  try {
    return cwd();
  } catch {
    return undefined;
  }
}

function go(path: string): void {
  try {
    process.chdir(path);
  } catch {
    // It is gone or closed to us; whoever needs it will say so with the path it could not open.
  }
}
