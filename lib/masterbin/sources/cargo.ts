import { join } from 'node:path';
import { absoluteVariable } from '../../system/absolute-variable';
import { fieldOf, foldersIn, programsIn, readJson, textsOf } from '../programs-in';
import { defineSource, type Program, type SourceFacts } from '../source';

/** Programs that `cargo install` made, in our private projects and the user's own. What rustup put beside those is passed over later, as launchers of it. */
export default defineSource({
  name: 'cargo',
  list: ({ system, paths }) => {
    const { environment } = system;
    const own = join(paths.tools, 'cargo');
    const roots = foldersIn(system, own).map((project) => join(own, project));
    roots.push(
      absoluteVariable(environment, 'CARGO_INSTALL_ROOT') ??
        absoluteVariable(environment, 'CARGO_HOME') ??
        join(paths.home, '.cargo'),
    );
    return roots.flatMap((root) => programsOf(system, root));
  },
});

function programsOf(system: SourceFacts['system'], root: string): readonly Program[] {
  const owners = readOwners(readJson(system, join(root, '.crates2.json')));
  return programsIn(system, join(root, 'bin')).map(({ name, target }) => ({
    name,
    target,
    owner: owners.get(name) ?? 'cargo',
  }));
}

/** `{ installs: { "ripgrep 14.0.0 (registry+…)": { bins: ["rg"] } } }` as crate by program. */
function readOwners(crates: unknown): ReadonlyMap<string, string> {
  const installs = Object.entries(fieldOf(crates, 'installs') ?? {});
  return new Map(
    installs.flatMap(([id, install]) =>
      textsOf(fieldOf(install, 'bins')).map((bin) => [bin.replace(/\.exe$/, ''), id.split(' ', 1)[0] ?? id] as const),
    ),
  );
}
