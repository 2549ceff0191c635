import { join } from 'node:path';
import { fieldOf, programsIn, readJson, textsOf } from '../programs-in';
import { defineSource } from '../source';

/** Programs that `cargo install` made, with what rustup put beside them. */
export default defineSource({
  name: 'cargo',
  list: ({ system, paths }) => {
    const { environment } = system;
    const home = environment.get('CARGO_INSTALL_ROOT') ?? environment.get('CARGO_HOME') ?? join(paths.home, '.cargo');
    const owners = readOwners(readJson(system, join(home, '.crates2.json')));
    return programsIn(system, join(home, 'bin')).map(({ name, target }) => ({
      name,
      target,
      owner: owners.get(name) ?? 'cargo',
    }));
  },
});

/** `{ installs: { "ripgrep 14.0.0 (registry+…)": { bins: ["rg"] } } }` as crate by program. */
function readOwners(crates: unknown): ReadonlyMap<string, string> {
  const installs = Object.entries(fieldOf(crates, 'installs') ?? {});
  return new Map(
    installs.flatMap(([id, install]) =>
      textsOf(fieldOf(install, 'bins')).map((bin) => [bin.replace(/\.exe$/, ''), id.split(' ', 1)[0] ?? id] as const),
    ),
  );
}
