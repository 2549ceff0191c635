import { matchFiles } from '../../../lib/system/match-files';
import { createMemorySystem } from '../../../lib/system/memory';
import { isGlob, meaningOf } from '../../../lib/system/pattern';

const worldOf = (...paths: readonly string[]): ReturnType<typeof createMemorySystem> =>
  createMemorySystem({ files: Object.fromEntries(paths.map((path) => [path, path])) });

/** What a pattern means in a project, as paths from its root. */
function found(root: string, pattern: string, ...names: readonly string[]): readonly string[] {
  const system = worldOf(...names.map((name) => `${root}/${name}`));
  return matchFiles(system, root, pattern).map((path) => path.slice(root.length + 1));
}

describe('the path of a project', () => {
  it.each(['/w/Project (copy)', '/w/a(b)', '/w/x{a,b}', '/w/back\\slash', '/w/[proj]', '/w/a*b', '/w/!n', '/w/a|b', '/w/ü?'])(
    'is no pattern: %s',
    (root) => {
      const system = worldOf(`${root}/in/a`, '/w/p/in/sibling', '/w/aXb/in/sibling', '/w/xa/in/sibling', '/w/a/in/sibling');
      for (const pattern of ['in/*', `${root}/in/*`, './in/[a]', '../*/in/a', '**/a'])
        expect([pattern, matchFiles(system, root, pattern)]).toEqual([pattern, [`${root}/in/a`]]);
    },
  ); // prettier-ignore

  it('is read as it is also where its special signs are escaped', () => {
    const system = worldOf('/w/[proj]/in/a', '/w/p/in/a');
    expect(matchFiles(system, '/elsewhere', '/w/\\[proj\\]/in/*')).toEqual(['/w/[proj]/in/a']);
  });

  it('is not left: only the folder before the first pattern is walked, and no deeper than the pattern goes', () => {
    const system = worldOf('/w/p/in/a', '/w/p/in/deep/deeper/b', '/w/p/other/c');
    const listed: string[] = [];
    const files = { ...system.files, list: () => [] };
    const walk: typeof system.walk = (root, options) => {
      listed.push(`${root} ${String(options?.maxDepth)}`);
      return system.walk(root, options);
    };
    for (const pattern of ['in/*', 'in/*/*/b', 'in/**/b', 'in/{a,deep/deeper/b}', 'gone/**']) matchFiles({ walk, files }, '/w/p', pattern); // prettier-ignore
    expect(listed).toEqual(['/w/p/in 1', '/w/p/in 3', '/w/p/in Infinity', '/w/p/in Infinity']);
  });
});

describe('a name with special signs', () => {
  const names = ['src/[slug].ts', 'src/s.ts', 'src/(group)/[id]/a.ts', 'src/i/a.ts', 'src/x{a,b}.ts', 'src/xa.ts'];

  it.each([
    ['src/[slug].ts', ['src/[slug].ts']],
    ['src/(group)/[id]/*.ts', ['src/(group)/[id]/a.ts']],
    ['src/x{a,b}.ts', ['src/x{a,b}.ts']],
    ['src/**/\\[id]/a.ts', ['src/(group)/[id]/a.ts']],
    ['src/**/(group)/**', ['src/(group)/[id]/a.ts']],
    ['src/\\[s*', ['src/[slug].ts']],
    ['src/[s].ts', ['src/s.ts']],
    ['src/{xa,s}.ts', ['src/s.ts', 'src/xa.ts']],
    ['src/[!a-rt-z].ts', ['src/s.ts']],
    ['src/[[:alpha:]].ts', ['src/s.ts']],
    ['src/@(s|xa).ts', ['src/s.ts', 'src/xa.ts']],
    ['{src,gone/deep}/s.ts', ['src/s.ts']],
    ['src/../src/s*', ['src/s.ts']],
  ])('%s means %j', (pattern, wanted) => {
    expect(found('/p', pattern, ...names)).toEqual(wanted);
  });

  it('is what exists under it, but a star and a question mark are always a pattern', () => {
    const stars = ['src/*', 'src/a', 'src/w?', 'src/wx'];
    expect(found('/p', 'src/*', ...stars)).toEqual(stars);
    expect(found('/p', 'src/w?', ...stars)).toEqual(['src/w?', 'src/wx']);
    expect(found('/p', 'src/\\*', ...stars)).toEqual(['src/*']);
  });

  it.each(['a|b', 'a(1)', 'a{b}', 'c++', '!n', '@s', 'a$^b', 'new\nline', '+x', 'a,b', 'back\\slash'])(
    'is found by a star beside it: %j',
    (name) => {
      expect(found('/p', `src/${name}*`, `src/${name}.ts`, 'src/a')).toEqual([`src/${name}.ts`]);
      expect(found('/p', 'src/**/*.ts', `src/${name}.ts`)).toEqual([`src/${name}.ts`]);
    },
  );
});

it('a text is a pattern only with signs that make one', () => {
  const patterns = ['*', 'a?', '[ab]', '{a,b}', '{1..3}', '!(a)', '(a|b)', 'x/**'];
  const names = ['a(1)', '{x}', 'a[b', 'a!', '\\*', '\\[slug]', '\\{a,b}', 'a|b', '+page'];
  expect(patterns.filter((text) => !isGlob(text))).toEqual([]);
  expect(names.filter(isGlob)).toEqual([]);
});

it('a text that is no pattern is one path, without what escaped its signs', () => {
  const system = worldOf('/p/a');
  const paths = ['out/\\[x].js', 'out/', '../b', '/abs/\\(c)', 'back\\slash'].map((text) =>
    meaningOf(system.files, '/p', text),
  );
  expect(paths).toEqual(['/p/out/[x].js', '/p/out', '/b', '/abs/(c)', '/p/back\\slash'].map((path) => ({ path })));
});
