import type { Config } from '../config';
import { suggest } from '../kernel/suggest';
import type { Check } from './check';

/** A sentence on each code of `health.off` that no check has: the check that was meant is still run. */
export function unknownOff(
  { health }: Pick<Config, 'health'>,
  checks: readonly Pick<Check, 'code'>[],
): readonly string[] {
  const codes = checks.map(({ code }) => code);
  return health.off
    .filter((code) => !codes.includes(code))
    .map((code) => {
      const [near] = suggest(code, codes);
      return `health.off names ${code}, which is no check${near === undefined ? '' : `, did you mean ${near}?`}`;
    });
}
