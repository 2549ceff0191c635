import { join } from 'node:path';
import { userPipxHome } from '../../pin';
import { isProgram } from '../../system/is-program';
import { fieldOf, foldersIn, readJson, textsOf } from '../programs-in';
import { defineSource, type Program, type SourceFacts } from '../source';

/** Applications that pipx installed, the user's own and those in our private homes. */
export default defineSource({
  name: 'pipx',
  list: (facts) => {
    const { system, paths } = facts;
    const private_ = foldersIn(system, join(paths.tools, 'pipx')).map((name) => join(paths.tools, 'pipx', name));
    const homes = [...private_, userPipxHome(system)].flatMap((home) => [
      home,
      ...foldersIn(system, join(home, 'venvs')).map((name) => join(home, 'venvs', name)),
    ]);
    return homes.flatMap((venv) => appsOf(facts, venv));
  },
});

function appsOf({ system }: SourceFacts, venv: string): readonly Program[] {
  const metadata = readJson(system, join(venv, 'pipx_metadata.json'));
  const main = fieldOf(metadata, 'main_package');
  const injected: readonly unknown[] = Object.values(fieldOf(metadata, 'injected_packages') ?? {});
  const suffix = fieldOf(main, 'suffix');
  const bin = join(venv, system.machine.os === 'win32' ? 'Scripts' : 'bin');
  return [main, ...injected].flatMap((part) => {
    const [owner = ''] = textsOf([fieldOf(part, 'package')]);
    const names = [
      ...(part === main || fieldOf(part, 'include_apps') === true ? textsOf(fieldOf(part, 'apps')) : []),
      ...(fieldOf(part, 'include_dependencies') === true ? textsOf(fieldOf(part, 'apps_of_dependencies')) : []),
    ];
    return names
      .map((app) => ({
        name: `${app.replace(/\.exe$/, '')}${typeof suffix === 'string' ? suffix : ''}`,
        target: join(bin, app),
        owner,
      }))
      .filter(({ target }) => isProgram(system, target));
  });
}
