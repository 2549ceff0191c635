import { blocksOver } from './block-files';
import { createOverlay } from './overlay';
import type { System } from './port';
import type { ChildOutcome } from './ports/processes';
import { createStepping } from './stepping';
import type { Step, SteppedSystem } from './step';
import { hashBytes, hashTree } from './tree-hash';
import { walkOver } from './walk-files';

export interface Recording {
  /** The System of one task: it sees what the tasks before it would have changed. */
  forTask(task: string): SteppedSystem;
}

const pretended: ChildOutcome = { status: 0, signal: null, stdout: '', stderr: '', timedOut: false };

/**
 * The dry run: the same code, nothing written. Changes go into an overlay in memory, children that change something are not
 * started, locks are not taken.
 */
export function createRecording(inner: System): Recording {
  const readLink = (path: string): string | undefined => inner.links.read(path);
  const { files, links } = createOverlay({ ...inner.files, readLink }, () => inner.clock.now(), inner.machine.uid ?? 0);
  const imagined: System = {
    ...inner,
    files,
    links,
    environment: { ...inner.environment, ...blocksOver(files) },
    locks: {
      acquire: ({ name }) => Promise.resolve({ name, release: () => undefined }),
      tryAcquire: ({ name }) => ({ name, release: () => undefined }),
    },
    walk: walkOver(files),
    hash: {
      bytes: hashBytes,
      file: (path) => files.sha256(path),
      tree: (path) => hashTree(files, links, path),
    },
  };
  return {
    forTask: () => {
      const steps: Step[] = [];
      const system = createStepping(imagined, {
        take: (step, act) => {
          act();
          steps.push(step);
        },
        takeMany: (many, act) => {
          act();
          steps.push(...many);
        },
        takeChild: (step, _act, imagine) => {
          steps.push(step);
          imagine?.(files, links);
          return Promise.resolve(pretended);
        },
      });
      return { system, steps };
    },
  };
}
