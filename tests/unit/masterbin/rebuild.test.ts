import { clean, explainTool, rebuild } from '../../../lib/masterbin';
import type { MasterbinFacts } from '../../../lib/masterbin/survey';
import { errorWith } from '../../contract/matching';
import { validate } from '../config/world';
import { bin, createWorld, home } from './world';

const tools = '/opt/tools';
const sources = [tools];
const manifest = `${bin}/.clistack-bin.json`;

it('writes an executable wrapper for each program, and the list of them', () => {
  const world = createWorld();
  world.program(`${tools}/one`);
  world.program(`${tools}/two`);
  world.system.files.write(`${tools}/readme`, 'no program', { mode: 0o644 });

  expect(rebuild(world.facts({ sources }))).toMatchObject({ written: ['one', 'two'], removed: [], kept: [] });

  expect(world.names()).toEqual(['.clistack-bin.json', 'one', 'two']);
  expect(world.system.files.stat(`${bin}/one`)?.mode).toBe(0o755);
  expect(world.text(`${bin}/one`)).toContain(`exec '${tools}/one' "$@"\n`);
});

it('changes nothing the second time', () => {
  const world = createWorld();
  world.program(`${tools}/one`);
  rebuild(world.facts({ sources }));
  const before = world.system.files.stat(manifest)?.ino;
  expect(rebuild(world.facts({ sources }))).toMatchObject({ written: [], removed: [], unchanged: 1 });
  expect([world.names(), world.text(manifest)]).toEqual([['.clistack-bin.json', 'one'], world.text(manifest)]);
  expect(before).toBeDefined();
});

it('removes the wrapper of a tool that is gone, and follows one that moved', () => {
  const world = createWorld();
  world.program(`${tools}/one`);
  world.program(`${tools}/two`);
  rebuild(world.facts({ sources }));
  world.system.files.remove(`${tools}/one`);
  world.program('/opt/new/two');
  const result = rebuild(world.facts({ sources: ['/opt/new', tools] }));
  expect(result).toMatchObject({ written: ['two'], removed: ['one'] });
  expect(world.text(`${bin}/two`)).toContain(`exec '/opt/new/two'`);
});

it.each([
  ['its text', 'echo mine\n'],
  ['its target', `#!/bin/sh\nexec '/mine' "$@"\n`],
])('keeps a wrapper of which the user changed %s, and reports it each time', (_, text) => {
  const world = createWorld();
  world.program(`${tools}/one`);
  rebuild(world.facts({ sources }));
  world.system.files.write(`${bin}/one`, text);
  const kept = [{ file: 'one', path: `${bin}/one`, why: 'edited' }];
  expect(rebuild(world.facts({ sources })).kept).toEqual(kept);
  expect(rebuild(world.facts({ sources })).kept).toEqual(kept);
  world.system.files.remove(`${tools}/one`);
  expect(rebuild(world.facts({ sources })).kept).toEqual(kept);
  expect(world.text(`${bin}/one`)).toBe(text);
});

it('takes an edited wrapper back when it has its old text again', () => {
  const world = createWorld();
  world.program(`${tools}/one`);
  rebuild(world.facts({ sources }));
  const old = world.text(`${bin}/one`);
  world.system.files.write(`${bin}/one`, 'mine');
  rebuild(world.facts({ sources }));
  world.system.files.write(`${bin}/one`, old);
  world.system.files.remove(`${tools}/one`);
  expect(rebuild(world.facts({ sources })).removed).toEqual(['one']);
});

it('leaves a file that was never ours alone', () => {
  const world = createWorld({ files: { [`${bin}/one`]: 'mine', [`${bin}/other`]: 'mine too' } });
  world.program(`${tools}/one`);
  expect(rebuild(world.facts({ sources })).kept).toEqual([{ file: 'one', path: `${bin}/one`, why: 'foreign' }]);
  expect([world.text(`${bin}/one`), world.text(`${bin}/other`)]).toEqual(['mine', 'mine too']);
});

it.each(['folder', 'link'] as const)('says of what was ours that it is a %s now', (kind) => {
  const world = createWorld();
  world.program(`${tools}/one`);
  rebuild(world.facts({ sources }));
  world.system.files.remove(`${bin}/one`);
  if (kind === 'link') world.system.links.make(`${bin}/one`, '/nowhere');
  else world.system.files.makeFolder(`${bin}/one`);
  expect(rebuild(world.facts({ sources })).kept).toEqual([{ file: 'one', path: `${bin}/one`, why: kind }]);
});

it('leaves a link in the place of a wrapper alone', () => {
  const world = createWorld({ links: { [`${bin}/one`]: '/somewhere' } });
  world.program(`${tools}/one`);
  expect(rebuild(world.facts({ sources })).kept).toMatchObject([{ file: 'one', why: 'foreign' }]);
});

it('knows its own wrappers after a rebuild that was killed between the list and the last wrapper', () => {
  const world = createWorld();
  world.program(`${tools}/one`);
  world.program(`${tools}/two`);
  rebuild(world.facts({ sources }));
  const old = world.text(`${bin}/one`);
  for (const name of ['one', 'two']) world.program(`/opt/new/${name}`);
  const facts = world.facts({ sources: ['/opt/new'] });
  const { files } = facts.system;
  let lists = 0;
  const dying = {
    ...files,
    // Dies when the second list would be written, with one wrapper still old.
    write: (...args: Parameters<typeof files.write>) => {
      lists += 1;
      if (lists === 2) throw new Error('killed');
      files.write(...args);
    },
  };
  expect(() => rebuild({ ...facts, system: { ...facts.system, files: dying } })).toThrow('killed');
  files.write(`${bin}/one`, old, { mode: 0o755 });

  world.program('/opt/newest/one');
  const result = rebuild(world.facts({ sources: ['/opt/newest'] }));
  expect(result).toMatchObject({ written: ['one'], removed: ['two'], kept: [] });
});

/** The same world, where the folder of tools cannot be listed. */
function unreadable(facts: MasterbinFacts): MasterbinFacts {
  const list = (path: string): ReturnType<typeof facts.system.files.list> => {
    if (path !== tools) return facts.system.files.list(path);
    // A file in the place of the folder: what list itself says of it.
    return facts.system.files.list(`${tools}/one`);
  };
  return { ...facts, system: { ...facts.system, files: { ...facts.system.files, list } } };
}

it('keeps the wrappers of a source that cannot be read', () => {
  const world = createWorld();
  world.program(`${tools}/one`);
  rebuild(world.facts({ sources }));
  const result = rebuild(unreadable(world.facts({ sources })));
  expect(result).toMatchObject({ removed: [], unreadable: [{ source: tools }] });
  expect(world.names()).toContain('one');
});

it('gives no command of a source that cannot be read to another program', () => {
  const world = createWorld();
  world.program(`${tools}/one`);
  rebuild(world.facts({ sources }));
  for (const name of ['one', 'two']) world.program(`/opt/other/${name}`);
  const facts = world.facts({ sources: [tools, '/opt/other'], shims: ['sh', 'cmd'] });
  const before = world.text(`${bin}/one`);
  expect(rebuild(unreadable(facts))).toMatchObject({ written: ['two', 'two.cmd'], removed: [], kept: [] });
  expect(world.text(`${bin}/one`)).toBe(before);
  const { why } = explainTool(unreadable(facts), 'one');
  expect(why.at(-1)).toContain(`it stays as it is: ${tools} could not be read`);
  expect(rebuild(facts)).toMatchObject({ written: ['one.cmd'], unchanged: 3 });
});

it('refuses a source that does not exist, by name', () => {
  const world = createWorld();
  expect(() => rebuild(world.facts({ sources: ['pip'] }))).toThrow(
    errorWith({ code: 'MAS001', exit: 502, data: expect.objectContaining({ suggestions: ['pipx'] }) as unknown }),
  );
});

it('touches nothing when its own list is damaged', () => {
  const world = createWorld();
  world.program(`${tools}/one`);
  rebuild(world.facts({ sources }));
  world.system.files.write(manifest, '{"files":');
  expect(() => rebuild(world.facts({ sources }))).toThrow(errorWith({ code: 'MAS002', exit: 506 }));
});

it('uses the folder that the config names', () => {
  const world = createWorld();
  world.program(`${tools}/one`);
  expect(rebuild(world.facts({ sources, dir: '~/bin' })).bin).toBe(`${home}/bin`);
  expect(world.text(`${home}/bin/one`)).toContain(tools);
});

it.each(['/x/a:b', 'C:\\a:b', '/:', '~/a:'])('may not lie in %s, which would be two entries of the PATH', (dir) => {
  expect(validate({ masterbin: { dir } })).toBe(false);
});

it.each(['/x/a', 'C:\\a', 'C:/a', '~/bin', null])('may lie in %s', (dir) => {
  expect(validate({ masterbin: { dir } })).toBe(true);
});

it('never runs itself in a circle when its own folder is a source', () => {
  const world = createWorld();
  world.program(`${tools}/one`);
  rebuild(world.facts({ sources }));
  const result = rebuild(world.facts({ sources: [bin, tools] }));
  expect(result).toMatchObject({ written: [], unchanged: 1 });
  expect(result.commands[0]?.candidates.map(({ skipped }) => skipped)).toEqual([null, 'it is one of our own wrappers']);
});

describe('clean', () => {
  it('removes ours only, and the folder when nothing is left', () => {
    const world = createWorld();
    world.program(`${tools}/one`);
    rebuild(world.facts({ sources }));
    const facts = world.facts();
    expect(clean(facts.system, facts.paths)).toMatchObject({ removed: ['one'], kept: [] });
    expect(world.system.files.stat(bin)).toBeUndefined();
  });

  it('keeps what was edited and what is not ours', () => {
    const world = createWorld({ files: { [`${bin}/other`]: 'mine' } });
    for (const name of ['one', 'two']) world.program(`${tools}/${name}`);
    rebuild(world.facts({ sources }));
    world.system.files.write(`${bin}/one`, 'edited');
    const facts = world.facts();
    expect(clean(facts.system, facts.paths)).toMatchObject({ removed: ['two'], kept: [{ file: 'one' }] });
    expect(world.names()).toEqual(['.clistack-bin.json', 'one', 'other']);
  });
});

it('keeps the wrapper of a command that can have none of the forms asked for, and names it', () => {
  const world = createWorld();
  world.program(`${tools}/one`);
  rebuild(world.facts({ sources }));
  const facts = world.facts({ sources, shims: ['exe'] });
  expect(rebuild(facts)).toMatchObject({
    removed: [],
    written: [],
    formless: [{ command: 'one', reasons: ['exe: the exe form starts only .exe files'] }],
  });
  expect(world.names()).toContain('one');
});
