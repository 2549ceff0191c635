import { faultOf } from '../../../lib/pin/failure-words';
import { forEachTool } from '../../../lib/pin';
import { memoryManager, registryOf } from './memory-manager';

const manager = {
  ...memoryManager(registryOf({})),
  can: { versions: 'all', dates: true, lock: 'tree', parallel: 1 },
} as const;

/** Tools that were asked about, and the messages of those that failed, when the first of them fails with these words. */
async function failWith(
  words: string,
  tools: readonly string[],
): Promise<readonly [readonly string[], readonly string[]]> {
  const asked: string[] = [];
  const { failed } = await forEachTool(
    tools.map((tool) => ({ manager, tool })),
    ({ tool }) => {
      asked.push(tool);
      if (asked.length === 1) throw faultOf(words, { manager: 'npm', tool }, undefined);
      return Promise.resolve();
    },
  );
  return [asked, failed.map(({ tool, fault }) => `${tool} ${fault.code} ${fault.message}`)];
}

it.each([
  'npm error code E403\nnpm error 403 Forbidden - GET https://r/a',
  'npm error code E500\nnpm error 500 Internal Server Error - GET https://r/a',
  'npm error code ENEEDAUTH',
  'error: HTTP status client error (401 Unauthorized) for url (https://r/a/)',
])('asks about the other tools when a registry refuses one: %s', async (words) => {
  const [asked, failed] = await failWith(words, ['a', 'b', 'c']);
  expect([asked, failed]).toEqual([['a', 'b', 'c'], [expect.stringMatching(/^a PIN010 /)]]);
});

it('asks a registry that does not answer no more, and names each tool', async () => {
  const words = 'npm error code ECONNREFUSED\nnpm error connect ECONNREFUSED 127.0.0.1:1';
  const [asked, failed] = await failWith(words, ['a', 'b', '@own/c', '@own/d']);
  // A scope may have a registry of its own.
  expect(asked).toEqual(['a', '@own/c', '@own/d']);
  const reason = 'connect ECONNREFUSED 127.0.0.1:1';
  expect(failed).toEqual(
    ['a', 'b'].map((tool) => `${tool} PIN010 the registry of npm cannot be reached for ${tool}: ${reason}`),
  );
});
