import { dirname } from 'node:path';
import { oracleBin } from './oracles';
import { startNpmRegistry, type NpmRegistry } from './packages/npm-registry';
import { createWheelIndex, type WheelIndex } from './packages/wheels';
import { createSandbox, documentOf, type RunOptions, type RunResult, type Sandbox } from './sandbox';

/** A sandbox with a registry of npm and an index of wheels of its own: no network, nothing outside it. */
export interface ToolHome extends Sandbox {
  readonly npm: NpmRegistry;
  readonly wheels: WheelIndex;
  /** Variables that configure the package managers for them. */
  readonly env: Readonly<Record<string, string>>;
  clistack(args: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** The `data` of a task's document. */
  data(args: readonly string[], options?: RunOptions): Promise<unknown>;
  close(): Promise<void>;
}

export async function createToolHome(): Promise<ToolHome> {
  const sandbox = createSandbox();
  const npm = await startNpmRegistry();
  const wheels = createWheelIndex(sandbox.path('simple'));
  sandbox.write('.npmrc', `registry=${npm.url}\n`);
  const env = {
    PATH: [oracleBin, dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    npm_config_fetch_retries: '0',
    PIP_CONFIG_FILE: '/dev/null',
    PIP_INDEX_URL: wheels.url,
    PIP_RETRIES: '0',
  };
  const clistack: ToolHome['clistack'] = (args, options = {}) =>
    sandbox.run('clistack', args, { ...options, env: { ...env, ...options.env } });
  return {
    ...sandbox,
    npm,
    wheels,
    env,
    clistack,
    data: async (args, options) => {
      const document = documentOf(await clistack([...args, '--json'], options));
      // Large answers are cut in the document and whole in a file.
      const file = document['data_file'];
      return typeof file === 'string'
        ? JSON.parse(sandbox.read(file.slice(sandbox.home.length + 1)))
        : document['data'];
    },
    close: async () => {
      await npm.close();
      sandbox.dispose();
    },
  };
}
