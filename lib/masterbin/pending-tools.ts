import { isInside } from '../config';
import { listedLink } from '../pin';
import type { OwnedFile } from './manifest';
import { foldersIn } from './programs-in';
import type { MasterbinFacts } from './survey';

/** A listed tool. */
export interface ListedTool {
  readonly manager: string;
  readonly tool: string;
  /** Where it is, or will be. */
  readonly project: string;
}

/** The places of all listed tools that a configured source offers. */
export function listedProjects(facts: Pick<MasterbinFacts, 'system' | 'config' | 'paths'>): readonly ListedTool[] {
  const { config } = facts;
  const { sources } = config.masterbin;
  return Object.entries(config.tools)
    .filter(([manager]) => sources.includes(manager))
    .flatMap(([manager, listed]) =>
      listed.map((tool) => ({ manager, tool, project: listedLink(facts, manager, tool) })),
    );
}

/**
 * Listed tools without anything in their place. In a dry run these are the ones that an earlier task of it would install or move: which
 * programs they bring is known when they are there.
 */
export function pendingTools(facts: MasterbinFacts): readonly ListedTool[] {
  return listedProjects(facts).filter(({ project }) => foldersIn(facts.system, project).length === 0);
}

/** True for a wrapper of one of them, which stays or is replaced with what comes. */
export function isOfPending(pending: readonly ListedTool[], { target }: Pick<OwnedFile, 'target'>): boolean {
  return pending.some(({ project }) => isInside(target, project));
}
