import { join } from 'node:path';
import { isInside } from '../config';
import type { OwnedFile } from './manifest';
import { foldersIn } from './programs-in';
import type { MasterbinFacts } from './survey';

/** A listed tool that is not there yet. */
export interface PendingTool {
  readonly manager: string;
  readonly tool: string;
  /** Where it will be. */
  readonly project: string;
}

/**
 * Listed tools without anything in their place. In a dry run these are the ones that an earlier task of it would install or move: which
 * programs they bring is known when they are there.
 */
export function pendingTools({ system, config, paths }: MasterbinFacts): readonly PendingTool[] {
  const { sources } = config.masterbin;
  return Object.entries(config.tools)
    .filter(([manager]) => sources.includes(manager))
    .flatMap(([manager, listed]) =>
      listed.map((tool) => ({ manager, tool, project: join(paths.tools, manager, ...tool.split('/')) })),
    )
    .filter(({ project }) => foldersIn(system, project).length === 0);
}

/** True for a wrapper of one of them, which stays or is replaced with what comes. */
export function isOfPending(pending: readonly PendingTool[], { target }: Pick<OwnedFile, 'target'>): boolean {
  return pending.some(({ project }) => isInside(target, project));
}
