import { documentOf } from '../support/sandbox';
import { changedPaths } from '../support/snapshot';
import { createToolHome, type ToolHome } from '../support/tool-home';

let home: ToolHome;
beforeEach(async () => {
  home = await createToolHome();
});
afterEach(() => home.close());

/** Nothing listens there. */
const nowhere = 'http://127.0.0.1:1/simple';
const cut = {
  npm_config_registry: nowhere,
  PIP_INDEX_URL: nowhere,
  UV_DEFAULT_INDEX: nowhere,
  UV_HTTP_RETRIES: '0',
  UV_PYTHON_DOWNLOADS: 'never',
};

async function end(args: readonly string[], env = {}): Promise<string> {
  const { exit_code, error } = documentOf(await home.clistack([...args, '--json'], { env }));
  return `${exit_code} ${(error as { readonly code?: string } | null)?.code ?? ''}`.trim();
}

function configure(manager: string): void {
  if (manager === 'npm') home.npm.publish('demo', '1.0.0');
  else home.wheels.publish('demo', '1.0.0');
  home.config({ tools: { [manager]: ['demo'] }, pins: { [manager]: { demo: '1.0.0' } } });
}

/** What the managers themselves keep, wherever they are started, and the folder of the records of all runs. */
const kept = /^(?:(?:\.npm|\.cache|\.local\/state)(?:\/|$)|\.local$)/;

it.each([
  ['npm', 'NpmInstall'],
  ['pipx', 'PipxInstall'],
  ['uv', 'UvInstall'],
])('a new home is as it was after %s found no network, and there is nothing to take back', async (manager, install) => {
  configure(manager);
  const before = home.tree();
  const changed = (): readonly string[] => changedPaths(before, home.tree()).filter((path) => !kept.test(path));
  for (const [task, status] of [
    [install, '205'],
    ['Pin.Sync', '504 PIN010'],
  ] as const) {
    expect([task, await end([task], cut), changed()]).toEqual([task, status, []]);
    expect([task, await end(['Undo.Run', '--yes']), changed()]).toEqual([task, expect.stringMatching(/^(?:0|501 UND002)$/), []]); // prettier-ignore
  }
  expect(await end([install], { UV_DEFAULT_INDEX: home.wheels.url })).toBe('0');
});
