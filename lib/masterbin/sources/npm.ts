import { join } from 'node:path';
import { binsOf } from '../../pin';
import { isProgram } from '../../system/is-program';
import { fieldOf, foldersIn, readJson } from '../programs-in';
import { defineSource, type Program, type SourceFacts } from '../source';

/** Our own private projects, one per tool. Only what the tool itself brings: `.bin` also holds the programs of all that it needs. */
export default defineSource({
  name: 'npm',
  list: (facts) => {
    const root = join(facts.paths.tools, 'npm');
    const projects = foldersIn(facts.system, root).flatMap((name) =>
      name.startsWith('@') ? foldersIn(facts.system, join(root, name)).map((inner) => join(name, inner)) : [name],
    );
    return projects.flatMap((project) => programsOf(facts, join(root, project)));
  },
});

function programsOf({ system }: SourceFacts, project: string): readonly Program[] {
  const ending = system.machine.os === 'win32' ? '.cmd' : '';
  const wanted = Object.keys(fieldOf(readJson(system, join(project, 'package.json')), 'dependencies') ?? {});
  return wanted.flatMap((tool) => {
    const manifest = readJson(system, join(project, 'node_modules', tool, 'package.json'));
    return [...binsOf(tool, fieldOf(manifest, 'bin')).keys()]
      .sort()
      .map((name) => ({ name, owner: tool, target: join(project, 'node_modules', '.bin', `${name}${ending}`) }))
      .filter(({ target }) => isProgram(system, target));
  });
}
