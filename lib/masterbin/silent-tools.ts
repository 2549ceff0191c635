import { isInside } from '../config';
import { isProgram } from '../system/is-program';
import type { Manifest, OwnedFile } from './manifest';
import { isOfPending, listedProjects, type ListedTool } from './pending-tools';
import type { Command } from './plan';
import type { MasterbinFacts } from './survey';

/** What becomes of the wrappers of a listed tool that offers no program now. */
export interface SilentTool {
  readonly manager: string;
  readonly tool: string;
  readonly stay: readonly string[];
  /** Those that start a program of that name of another source by now. */
  readonly handedOn: readonly { readonly name: string; readonly target: string }[];
  readonly gone: readonly string[];
}

/** Listed tools of the configured sources of which none of their programs was found: they are not there, or damaged. */
export function silentTools(facts: MasterbinFacts, commands: readonly Command[]): readonly ListedTool[] {
  const targets = commands.flatMap(({ candidates }) => candidates.map(({ target }) => target));
  return listedProjects(facts).filter(({ project }) => !targets.some((target) => isInside(target, project)));
}

/** True for a wrapper of one of them whose program can be called all the same: to take it away would take the tool away. */
export function isStillCalled(
  { system }: Pick<MasterbinFacts, 'system'>,
  silent: readonly ListedTool[],
  owned: OwnedFile,
): boolean {
  return isOfPending(silent, owned) && isProgram(system, owned.target);
}

/** The silent tool, as `manager:tool`, that a wrapper belongs to. */
export function silentOwner(facts: MasterbinFacts, commands: readonly Command[], owned: OwnedFile): string | undefined {
  const found = silentTools(facts, commands).find((one) => isOfPending([one], owned));
  return found === undefined ? undefined : `${found.manager}:${found.tool}`;
}

/** Those of them that have or had a wrapper: whatever else is listed may bring no program at all. */
export function tellSilent(silent: readonly ListedTool[], before: Manifest, after: Manifest): readonly SilentTool[] {
  return silent.flatMap(({ manager, tool, project }): readonly SilentTool[] => {
    const own = [...before.files].filter(([, { target }]) => isInside(target, project)).map(([file]) => file);
    const kept = own.flatMap((name) => {
      const target = after.files.get(name)?.target;
      return target === undefined ? [] : [{ name, target, isOwn: isInside(target, project) }];
    });
    const stay = kept.filter(({ isOwn }) => isOwn).map(({ name }) => name);
    const handedOn = kept.filter(({ isOwn }) => !isOwn).map(({ name, target }) => ({ name, target }));
    const gone = own.filter((file) => !after.files.has(file));
    return own.length === 0 ? [] : [{ manager, tool, stay, handedOn, gone }];
  });
}
