import { join } from 'node:path';
import { readInstalls, userCargoRoot } from '../../pin';
import { foldersIn, programsIn } from '../programs-in';
import { defineSource, type Program, type SourceFacts } from '../source';

/** Programs that `cargo install` made, in our private projects and the user's own. What rustup put beside those is passed over later, as launchers of it. */
export default defineSource({
  name: 'cargo',
  list: ({ system, paths }) => {
    const own = join(paths.tools, 'cargo');
    const roots = foldersIn(system, own).map((project) => join(own, project));
    roots.push(userCargoRoot(system));
    return roots.flatMap((root) => programsOf(system, root));
  },
});

function programsOf(system: SourceFacts['system'], root: string): readonly Program[] {
  const owners = new Map(
    readInstalls(system, root).flatMap(({ tool, programs }) => programs.map((one) => [one.name, tool] as const)),
  );
  return programsIn(system, join(root, 'bin')).map(({ name, target }) => ({
    name,
    target,
    owner: owners.get(name) ?? 'cargo',
  }));
}
