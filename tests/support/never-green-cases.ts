import { beforeCases } from './never-green/before';
import { bodyCases } from './never-green/bodies';
import type { NeverGreenCase } from './never-green/case';

export type { NeverGreenCase } from './never-green/case';

/** Every case that needs nothing but task files and a line; those that break disks, pipes and checkouts are tests of their own. */
export const neverGreenCases: readonly NeverGreenCase[] = [...bodyCases, ...beforeCases];
