import { loadCatalogue, type CacheKind } from '../../../lib/enforce/catalogue';
import { schemas } from '../../../lib/enforce/schemas';
import { compileValidator } from '../../../lib/config/validator';
import { makeWorld, packageFiles, validate } from '../config/world';

const kinds = (patterns: Readonly<Record<string, 'link' | 'leave'>> = {}): readonly CacheKind[] => {
  const { system, config } = makeWorld({ config: { enforce: { patterns } } });
  return [...loadCatalogue(system.files, config).values()].flat();
};
const kind = (pattern: string, patterns: Readonly<Record<string, 'link' | 'leave'>>): CacheKind | undefined =>
  kinds(patterns).find((each) => each.pattern === pattern);

describe('the catalogue', () => {
  it('knows at least 20 kinds that may become links', () => {
    expect(kinds().filter(({ link }) => link).length).toBeGreaterThanOrEqual(20);
  });

  it('has a folder of its own for each of them', () => {
    const tools = kinds()
      .filter(({ link }) => link)
      .map(({ tool }) => tool);
    expect(new Set(tools).size).toBe(tools.length);
  });

  it('says of every other kind why not', () => {
    expect(kinds().filter(({ link, reason }) => !link && reason === undefined)).toEqual([]);
  });

  it('holds folders alone, by the first part of their name', () => {
    const { system, config } = makeWorld();
    const catalogue = loadCatalogue(system.files, config);
    expect(catalogue.get('node_modules')?.map(({ pattern }) => pattern)).toContain('node_modules/.vite');
    expect([...catalogue.keys()].filter((name) => /[*/]/.test(name))).toEqual([]);
    expect(kinds().filter(({ type }) => type !== 'dir')).toEqual([]);
  });

  it('fits its schema', () => {
    const [, text = ''] = Object.entries(packageFiles).find(([path]) => path.endsWith('cache-patterns.json')) ?? [];
    const fits = compileValidator(schemas['cache-patterns']);
    expect(fits(JSON.parse(text))).toBe(true);
  });
});

describe("the user's patterns", () => {
  it('may leave a kind alone', () => {
    expect(kind('.ruff_cache', { '.ruff_cache': 'leave' })).toMatchObject({
      link: false,
      reason: 'your config says so',
    });
  });

  it('may add a kind', () => {
    expect(kind('.my_cache', { '.my_cache': 'link' })).toEqual({
      pattern: '.my_cache',
      tool: expect.stringMatching(/^own-/) as unknown,
      type: 'dir',
      link: true,
    });
  });

  it('may add a kind of two parts', () => {
    expect(kind('build/cache', { 'build/cache': 'link' })).toMatchObject({
      tool: expect.stringMatching(/^own-[^/]+$/) as unknown,
    });
  });

  it.each(['__pycache__', '.venv', 'node_modules', '.terraform', '.yarn/cache'])(
    'cannot link what must never be a link: %s',
    (pattern) => {
      expect(kind(pattern, { [pattern]: 'link' })?.link).toBe(false);
    },
  );

  it('keep the reason of what must never be a link', () => {
    expect(kind('.venv', { '.venv': 'leave' })?.reason).toContain('Absolute paths');
  });

  it('that are left alone and unknown change nothing', () => {
    expect(kinds({ '.my_cache': 'leave' })).toEqual(kinds());
  });

  it('get different folders, however alike their names are', () => {
    const own = kinds({ '.a_b': 'link', '.a-b': 'link', 'a/b': 'link' }).filter(({ tool }) => tool.startsWith('own-'));
    expect(new Set(own.map(({ tool }) => tool)).size).toBe(3);
  });

  it.each(['.', '..', 'a/..', '../a', 'a/.'])('may not climb: %s', (pattern) => {
    expect(validate({ enforce: { patterns: { [pattern]: 'link' } } })).toBe(false);
  });

  it.each(['a/b/c', '/a', 'a/', ''])('have at most two parts: "%s"', (pattern) => {
    expect(validate({ enforce: { patterns: { [pattern]: 'link' } } })).toBe(false);
  });
});
