import type { VersionScheme } from './scheme';
import { semverScheme } from './semver';

/**
 * Versions and ranges of npm, said to cargo in its own words: to it `14.0` means `^14.0`, and blanks between two bounds mean nothing. A comma
 * between bounds is read as well. cargo has no `||`, so a range with one is none.
 */
export const cargoScheme: VersionScheme = {
  ...semverScheme,
  name: 'cargo',
  range: (text) => {
    if (text.includes('||')) return undefined;
    const range = semverScheme.range(text.replaceAll(/\s*,\s*/g, ' '));
    if (range === undefined) return undefined;
    return { ...range, text, specifier: range.exact === undefined ? toRequirement(range.specifier) : range.specifier };
  },
};

/** The bounds of a range, such as `>=14.0.0, <14.1.0`. */
function toRequirement(specifier: string): string {
  const { validRange } = require('semver') as typeof import('semver');
  // npm draws a bound below the prereleases of a version (`<15.0.0-0`); cargo lets in none that the requirement does not name.
  const bounds = (validRange(specifier) ?? specifier).split(/\s+/).map((bound) => bound.replace(/^(<[\d.]+)-0$/, '$1'));
  return bounds.join(', ');
}
