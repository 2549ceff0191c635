import { join } from 'node:path';
import { isInside } from '../config';
import type { OwnedFile } from './manifest';
import type { MasterbinFacts } from './survey';

/**
 * The listed tool, as `manager:tool`, whose program is gone from our folder of tools: it is to come back, and its wrapper stays right.
 * A rebuild would take the wrapper away.
 */
export function lostTool(
  { system: { files }, config, paths }: Pick<MasterbinFacts, 'system' | 'config' | 'paths'>,
  { source, target }: Pick<OwnedFile, 'source' | 'target'>,
): string | undefined {
  if (files.realPath(target) !== undefined) return undefined;
  const tool = config.tools[source]?.find((one) => isInside(target, join(paths.tools, source, ...one.split('/'))));
  return tool === undefined ? undefined : `${source}:${tool}`;
}
