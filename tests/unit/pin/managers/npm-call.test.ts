import { callNpm } from '../../../../lib/pin/npm/call';
import type { RunOptions } from '../../../../lib/system/ports/processes';
import { memoryWorld } from './world';

it.each(['npm_config_userconfig', 'NPM_CONFIG_USERCONFIG'])(
  'gives npm the token that the npmrc of %s names',
  async (name) => {
    const seen: Readonly<Record<string, string | undefined>>[] = [];
    const npm = (_: readonly string[], { env }: RunOptions) => {
      seen.push(env ?? {});
      return {};
    };
    const files = { '/home/ada/own': '//r/:_authToken=${NPM_TOKEN}\n' };
    const env = { [name]: '/home/ada/own', NPM_TOKEN: 'secret', OTHER: 'x', NPM_CONFIG_FETCH_RETRIES: '5' };
    const world = memoryWorld({ files, env, programs: { npm } });
    await callNpm(world, 'demo', ['view'], { cwd: '/home/ada', timeoutMs: 1000 });
    expect(seen).toMatchObject([{ NPM_TOKEN: 'secret', npm_config_fetch_retries: '5' }]);
    expect(seen[0]?.['OTHER']).toBeUndefined();
  },
);
