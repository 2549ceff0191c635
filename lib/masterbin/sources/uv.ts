import { join } from 'node:path';
import { readReceipt, userUvTools } from '../../pin';
import { isProgram } from '../../system/is-program';
import { foldersIn } from '../programs-in';
import { defineSource, type Program, type SourceFacts } from '../source';

/** Tools that `uv tool install` made, by their receipts: the user's own and those in our private projects. */
export default defineSource({
  name: 'uv',
  list: (facts) => {
    const { system, paths } = facts;
    const own = join(paths.tools, 'uv');
    const roots = foldersIn(system, own).map((project) => join(own, project, 'tools'));
    roots.push(userUvTools(system));
    return roots.flatMap((root) =>
      foldersIn(system, root).flatMap((tool) => programsOf(facts, join(root, tool), tool)),
    );
  },
});

function programsOf({ system }: SourceFacts, folder: string, tool: string): readonly Program[] {
  const receipt = join(folder, 'uv-receipt.toml');
  if (system.files.stat(receipt) === undefined) return [];
  const bin = join(folder, system.machine.os === 'win32' ? 'Scripts' : 'bin');
  return readReceipt(system.files.readText(receipt))
    .map(({ name }) => ({ name: name.replace(/\.exe$/, ''), target: join(bin, name), owner: tool }))
    .filter(({ target }) => isProgram(system, target));
}
