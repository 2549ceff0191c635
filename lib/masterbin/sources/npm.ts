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
  const wanted = Object.keys(fieldOf(readJson(system, join(project, 'package.json')), 'dependencies') ?? {});
  return wanted.flatMap((tool) => {
    const inside = join(project, 'node_modules', tool);
    const manifest = readJson(system, join(inside, 'package.json'));
    return [...binsOf(tool, fieldOf(manifest, 'bin'))]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, file]) => ({ name, owner: tool, target: targetOf(system, project, name, join(inside, file)) }))
      .filter(({ target }) => isProgram(system, target));
  });
}

/** The link that npm made, as the tool may look at its name; the file itself where the link leads to what another package calls the same. */
function targetOf({ files, machine }: SourceFacts['system'], project: string, name: string, own: string): string {
  const link = join(project, 'node_modules', '.bin', name);
  if (machine.os === 'win32') return `${link}.cmd`;
  const real = files.realPath(link);
  return real === undefined || real === files.realPath(own) ? link : own;
}
