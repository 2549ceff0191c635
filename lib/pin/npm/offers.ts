import { asObject, asText, parseJson, parseObject } from '../read-json';
import type { OfferedTool, OfferedVersion } from '../manager';

/**
 * What two calls of `npm view` say about a tool: one for its versions, times and tags, one for what is said of each release (npm leaves
 * prereleases out of every range). npm answers a single match without a list.
 */
export function readOffers(tool: string, about: string, perVersion: string): OfferedTool {
  const packument = parseObject(about) ?? {};
  const times = asObject(packument['time']) ?? {};
  const tags = Object.entries(asObject(packument['dist-tags']) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const said = new Map(
    listOf(parseJson(perVersion)).map((value) => {
      const entry = asObject(value);
      return [asText(entry?.['version']), asText(entry?.['deprecated'])];
    }),
  );
  return {
    tool,
    tags: Object.fromEntries(tags),
    versions: listOf(packument['versions']).flatMap((value): readonly OfferedVersion[] => {
      const version = asText(value);
      if (version === undefined) return [];
      const deprecated = said.get(version);
      return [{ version, published: asText(times[version]), ...(deprecated === undefined ? {} : { deprecated }) }];
    }),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
