import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSweepHome, sweptLine, type SweepHome } from '../support/sweep/home';
import { differences, treeOf } from '../support/sweep/inspect';
import { type } from '../support/sweep/type';

let at: SweepHome;
beforeEach(() => {
  at = createSweepHome();
  at.reset();
});
afterEach(() => {
  at.dispose();
});
const path = (name: string): string => join(at.home, name);

interface Refused {
  readonly exit_code: number;
  readonly data: { readonly refused: readonly { readonly path: string }[] };
}

it('what the user edited, removed or replaced by a folder is refused by name, everything else is taken back', async () => {
  const start = treeOf(at);
  expect((await type(at, sweptLine)).status).toBe(0);
  writeFileSync(path('docs/replaced.txt'), 'edited by the user');
  rmSync(path('docs/mode.txt'));
  rmSync(path('links/new'));
  mkdirSync(path('links/new'));
  rmSync(path('folders/elsewhere'), { recursive: true });
  writeFileSync(path('folders/elsewhere'), 'a file now');
  const theirs = ['docs/mode.txt', 'docs/replaced.txt', 'folders/elsewhere', 'links/new'];

  const undo = await type(at, ['Undo.Run', '--json']);

  const { exit_code: status, data } = JSON.parse(undo.stdout) as Refused;
  expect(status).toBe(205);
  const refused = [...new Set(data.refused.map((each) => each.path))].sort();
  expect(refused).toEqual(theirs.map(path));
  for (const name of theirs) expect(undo.stderr).toContain(`left alone: ${path(name)}`);
  expect(readFileSync(path('docs/replaced.txt'), 'utf8')).toBe('edited by the user');
  expect(readFileSync(path('folders/elsewhere'), 'utf8')).toBe('a file now');
  const differing = differences(start, treeOf(at)).map((text) => text.split(':', 1)[0] ?? '');
  expect(differing.filter((name) => !theirs.includes(name) && !name.startsWith('folders/moved'))).toEqual([]);
});

it('an undo that was refused goes on when the user has made room', async () => {
  const start = treeOf(at);
  await type(at, sweptLine);
  rmSync(path('.profile'));
  mkdirSync(path('.profile'));
  expect((await type(at, ['Undo.Run'])).status).toBe(205);
  rmSync(path('.profile'), { recursive: true });
  writeFileSync(path('.profile'), '# mine, unfinished');
  chmodSync(path('.profile'), 0o600);
  expect((await type(at, ['Undo.Run'])).status).toBe(0);
  expect(differences(start, treeOf(at))).toEqual([]);
});
