import { counted } from '../kernel/counted';
import type { System } from './port';
import type { ChildChange } from './ports/processes';

/** Other names (hard links) of a file of which this one gets new content: they keep the old, and are the same file no more. */
export interface OtherNames {
  readonly count: number;
  /** Inode of the old file, by which they are found. */
  readonly ino: string;
}

/**
 * One change, as the dry run lists it and the journal keeps it. Paths are absolute. A step is what an outside observer of the
 * real run would see by path and kind; reads are no steps.
 */
export type Step =
  | {
      readonly kind: 'file.write';
      readonly path: string;
      readonly sha256: string;
      readonly mode: number;
      readonly replaces: boolean;
      readonly otherNames?: OtherNames;
    }
  | { readonly kind: 'folder.make'; readonly path: string; readonly mode: number }
  | { readonly kind: 'move'; readonly path: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'tree.remove'; readonly path: string }
  | { readonly kind: 'mode.set'; readonly path: string; readonly mode: number }
  | { readonly kind: 'link.make'; readonly path: string; readonly target: string }
  | { readonly kind: 'link.retarget'; readonly path: string; readonly target: string }
  | { readonly kind: 'link.remove'; readonly path: string }
  | {
      readonly kind: 'block.write';
      readonly path: string;
      readonly id: string;
      readonly text: string;
      readonly otherNames?: OtherNames;
    }
  | { readonly kind: 'block.remove'; readonly path: string; readonly id: string; readonly otherNames?: OtherNames }
  | {
      readonly kind: 'child.run';
      readonly path: string;
      readonly argv: readonly string[];
      readonly undo: ChildChange['undo'];
    };

export type StepKind = Step['kind'];

/** A System whose changes are kept as steps: what a task of a dry run or of a journaled run gets. */
export interface SteppedSystem {
  readonly system: System;
  /** Grows while the task works; a step that failed and left all as it was is taken out again. Empty at the end means no-op. */
  readonly steps: readonly Step[];
}

/** One line for people: `link ~/src/a/.ruff_cache -> …`. */
export function describeStep(step: Step): string {
  switch (step.kind) {
    case 'file.write':
      return `${step.replaces ? 'rewrite' : 'write'} ${step.path}${split(step)}`;
    case 'folder.make':
      return `make folder ${step.path}`;
    case 'move':
      return `move ${step.path} to ${step.to}`;
    case 'remove':
      return `remove ${step.path}`;
    case 'tree.remove':
      return `remove ${step.path} with all in it (cannot be undone)`;
    case 'mode.set':
      return `set mode ${step.mode.toString(8)} on ${step.path}`;
    case 'link.make':
      return `link ${step.path} to ${step.target}`;
    case 'link.retarget':
      return `point ${step.path} to ${step.target}`;
    case 'link.remove':
      return `remove link ${step.path}`;
    case 'block.write':
      return `write block '${step.id}' in ${step.path}${split(step)}`;
    case 'block.remove':
      return `remove block '${step.id}' from ${step.path}${split(step)}`;
    case 'child.run':
      return `run ${step.argv.join(' ')} in ${step.path} (undo: ${describeUndo(step.undo)})`;
  }
}

function split({ otherNames }: { readonly otherNames?: OtherNames }): string {
  return otherNames === undefined
    ? ''
    : ` (${counted(otherNames.count, 'other name')} of it: the old content stays there)`;
}

function describeUndo(undo: ChildChange['undo']): string {
  switch (undo.kind) {
    case 'none':
      return `none, ${undo.reason}`;
    case 'command':
      return undo.argv.join(' ');
    case 'remove':
      return 'the folder goes';
  }
}
