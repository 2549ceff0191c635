import type { CacheKind } from '../../../lib/enforce/catalogue';
import type { FoundCache } from '../../../lib/enforce/find';
import { makeTarget, originFile, targetOf } from '../../../lib/enforce/target';
import { createMemorySystem } from '../../../lib/system/memory';
import { hashBytes } from '../../../lib/system/tree-hash';
import { home, makeWorld, type WorldOptions } from '../config/world';

const kind: CacheKind = { pattern: '.ruff_cache', tool: 'ruff', type: 'dir', link: true };
const cacheOf = (project: string): FoundCache => ({ kind, project, path: `${project}/.ruff_cache`, is: 'folder' });
const target = (project: string, options: WorldOptions = {}): string => {
  const { system, paths } = makeWorld(options);
  return targetOf(system, paths, cacheOf(project)).replace(`${paths.central}/`, '');
};
const keyOf = (path: string): string => hashBytes(path).slice(0, 12);

describe('the target of a cache', () => {
  it('is named after its tool, its project and the path of that', () => {
    expect(target(`${home}/src/My App`)).toBe(`ruff/my-app-${keyOf(`${home}/src/My App`)}`);
  });

  it('differs for two projects of one name', () => {
    expect(target('/a/app')).not.toBe(target('/b/app'));
  });

  it('is the same through a link to the project', () => {
    const options = { folders: ['/disk/app'], links: { '/w/app': '/disk/app' } };
    expect(target('/w/app', options)).toBe(`ruff/app-${keyOf('/disk/app')}`);
  });

  it.each([
    ['/w/---', 'project'],
    ['/w/日本', 'project'],
    ['/w/_x_', 'x'],
    [`/w/${'a'.repeat(90)}`, 'a'.repeat(40)],
    ['/w/a..b', 'a-b'],
  ])('has a name that every disk takes: %s', (project, slug) => {
    expect(target(project)).toBe(`ruff/${slug}-${keyOf(project)}`);
  });
});

describe('making a target', () => {
  const at = '/c/ruff/app-1';
  const made = (): ReturnType<typeof createMemorySystem> => {
    const system = createMemorySystem();
    makeTarget(system, at, cacheOf('/w/app'));
    return system;
  };

  it('marks it as a cache for backup programs, for the user alone', () => {
    const { files } = made();
    expect(files.stat(at)).toMatchObject({ kind: 'folder', mode: 0o700 });
    expect(files.read(`${at}/CACHEDIR.TAG`).toString()).toMatch(/^Signature: 8a477f597d28d172789f06886806bc55\n/);
  });

  it('notes beside it where it belongs', () => {
    const { files } = made();
    expect(originFile(at)).toBe('/c/ruff/app-1.origin.json');
    expect(JSON.parse(files.read(originFile(at)).toString())).toEqual({
      project: '/w/app',
      tool: 'ruff',
      pattern: '.ruff_cache',
      created: '2026-01-15T12:00:00.000Z',
    });
  });

  it('keeps what is there', () => {
    const system = made();
    system.files.write(`${at}/CACHEDIR.TAG`, 'the tool’s own');
    system.files.write(originFile(at), 'as before');
    system.advance(1000);
    makeTarget(system, at, cacheOf('/w/app'));
    expect(system.files.read(`${at}/CACHEDIR.TAG`).toString()).toBe('the tool’s own');
    expect(system.files.read(originFile(at)).toString()).toBe('as before');
  });
});
