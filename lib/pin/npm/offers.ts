import { asObject, asText, parseJson, parseObject } from '../read-json';
import type { OfferedTool, OfferedVersion } from '../manager';

/**
 * What two calls of `npm view` say about a tool: one for its times and tags, one for what is said of each version. npm answers a single
 * match without a list, and a version of which nothing is said as a bare text.
 */
export function readOffers(tool: string, about: string, perVersion: string): OfferedTool {
  const packument = parseObject(about) ?? {};
  const times = asObject(packument['time']) ?? {};
  const tags = Object.entries(asObject(packument['dist-tags']) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    tool,
    tags: Object.fromEntries(tags),
    versions: listOf(perVersion).flatMap((value): readonly OfferedVersion[] => {
      const entry = asObject(value);
      const version = asText(value) ?? asText(entry?.['version']);
      if (version === undefined) return [];
      const deprecated = asText(entry?.['deprecated']);
      return [{ version, published: asText(times[version]), ...(deprecated === undefined ? {} : { deprecated }) }];
    }),
  };
}

function listOf(text: string): readonly unknown[] {
  const value = parseJson(text);
  return Array.isArray(value) ? value : [value];
}
