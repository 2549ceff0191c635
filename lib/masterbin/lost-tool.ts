import { isInside } from '../config';
import { listedLink } from '../pin';
import type { OwnedFile } from './manifest';
import type { MasterbinFacts } from './survey';

/**
 * The listed tool, as `manager:tool`, whose program is gone from our folder of tools: it is to come back, and its wrapper stays right.
 * A rebuild would take the wrapper away.
 */
export function lostTool(
  facts: Pick<MasterbinFacts, 'system' | 'config' | 'paths'>,
  { source, target }: Pick<OwnedFile, 'source' | 'target'>,
): string | undefined {
  if (facts.system.files.realPath(target) !== undefined) return undefined;
  const tool = facts.config.tools[source]?.find((one) => isInside(target, listedLink(facts, source, one)));
  return tool === undefined ? undefined : `${source}:${tool}`;
}
