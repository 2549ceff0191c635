import {
  excludeLinks,
  findRepository,
  includeLink,
  isLinkIgnored,
  trackedFolders,
  type Repository,
} from '../../../lib/enforce/git';
import { createMemorySystem, type MemoryOptions, type MemorySystem } from '../../../lib/system/memory';
import { faultWith } from '../config/world';

const root = '/w/app';
const repository: Repository = { root, gitFolder: `${root}/.git` };
const cache = `${root}/.ruff_cache`;
const exclude = `${root}/.git/info/exclude`;
const text = ({ files }: MemorySystem, path: string): string => files.read(path).toString('utf8');

describe('the repository of a folder', () => {
  const find = (folder: string, options: MemoryOptions): Repository | undefined =>
    findRepository(createMemorySystem(options), folder, '/w');

  it('is the one it lies in', () => {
    expect(find(root, { folders: [`${root}/.git`] })).toEqual(repository);
  });

  it('is the nearest above it', () => {
    expect(find(`${root}/a/b`, { folders: [`${root}/.git`, '/w/.git'] })).toEqual(repository);
    expect(find(root, { folders: ['/w/.git'] })).toEqual({ root: '/w', gitFolder: '/w/.git' });
  });

  it('is not one above the workspace', () => {
    expect(find(root, { folders: ['/.git'] })).toBeUndefined();
    expect(findRepository(createMemorySystem(), '/elsewhere/x', '/w')).toBeUndefined();
  });

  it.each([
    ['absolute', 'gitdir: /w/main/.git/modules/app\n'],
    ['relative', 'gitdir: ../main/.git/modules/app'],
    ['with Windows line ends', 'gitdir: /w/main/.git/modules/app\r\n'],
  ])('may be named by a file, as in a submodule: %s', (_name, pointer) => {
    const options = { files: { [`${root}/.git`]: pointer }, folders: ['/w/main/.git/modules/app'] };
    expect(find(root, options)).toEqual({ root, gitFolder: '/w/main/.git/modules/app' });
  });

  it.each([
    ['relative', '../..\n'],
    ['absolute', '/w/main/.git'],
  ])('of a worktree is the common one: %s', (_name, common) => {
    const files = {
      [`${root}/.git`]: 'gitdir: /w/main/.git/worktrees/app\n',
      '/w/main/.git/worktrees/app/commondir': common,
    };
    expect(find(root, { files })).toEqual({ root, gitFolder: '/w/main/.git' });
  });

  it.each(['', 'hello', 'gitdir: /gone\n'])('is none when the file names none: "%s"', (pointer) => {
    expect(find(root, { files: { [`${root}/.git`]: pointer } })).toBeUndefined();
  });
});

describe('folders with tracked files', () => {
  const git = (stdout: string, status = 0): { system: MemorySystem; asked: string[][] } => {
    const asked: string[][] = [];
    const programs = {
      git: (args: readonly string[]) => {
        asked.push([...args]);
        return { status, stdout };
      },
    };
    return { system: createMemorySystem({ programs }), asked };
  };
  const folders = [`${root}/a/.cache`, `${root}/b/.cache`];

  it('are those in which git lists files', async () => {
    const { system, asked } = git('a/.cache/x\0a/.cache/y z\0b/.cachefile\0');
    expect(await trackedFolders(system, repository, folders)).toEqual(new Set([folders[0]]));
    expect(asked).toEqual([['--literal-pathspecs', '-C', root, 'ls-files', '-z', '--', 'a/.cache', 'b/.cache']]);
  });

  it('may be none', async () => {
    expect(await trackedFolders(git('').system, repository, folders)).toEqual(new Set());
  });

  it('are not known when git fails or is missing', async () => {
    expect(await trackedFolders(git('', 128).system, repository, folders)).toBeUndefined();
    expect(await trackedFolders(createMemorySystem(), repository, folders)).toBeUndefined();
  });

  it('do not hide a bug', async () => {
    const { system } = git('');
    const broken = { ...system, processes: { ...system.processes, run: () => Promise.reject(new TypeError('a bug')) } };
    await expect(trackedFolders(broken, repository, folders)).rejects.toThrow('a bug');
  });
});

describe('a link is ignored', () => {
  const ignored = (files: Readonly<Record<string, string>>, path = cache): boolean =>
    isLinkIgnored(createMemorySystem({ files }), repository, path);
  const deep = `${root}/a/b/.ruff_cache`;

  it.each([
    ['by its name', { [`${root}/.gitignore`]: 'x\n.ruff_cache\n' }, cache],
    ['by a line with blanks and Windows line ends', { [`${root}/.gitignore`]: '.ruff_cache \r\n' }, cache],
    ['by its path', { [`${root}/.gitignore`]: '/.ruff_cache' }, cache],
    ['by its name at any depth', { [`${root}/.gitignore`]: '**/.ruff_cache' }, deep],
    ['by the name in a folder above', { [`${root}/a/.gitignore`]: '.ruff_cache' }, deep],
    ['by its path from a folder above', { [`${root}/a/.gitignore`]: '/b/.ruff_cache' }, deep],
    ['by the exclude file', { [exclude]: '.ruff_cache' }, deep],
    ['by its path with escaped signs', { [`${root}/.gitignore`]: '/a\\[b\\]/.ruff_cache' }, `${root}/a[b]/.ruff_cache`],
    ['by its path in the exclude file', { [exclude]: '/a/b/.ruff_cache' }, deep],
  ])('%s', (_name, files, path) => {
    expect(ignored(files, path)).toBe(true);
  });

  it.each([
    ['by nothing', {}],
    ['by a line for folders', { [`${root}/.gitignore`]: '.ruff_cache/' }],
    ['by a comment', { [`${root}/.gitignore`]: '# .ruff_cache' }],
    ['by the line of another', { [`${root}/.gitignore`]: '.ruff_cache2' }],
    ['by a file outside the repository', { '/w/.gitignore': '.ruff_cache' }],
    ['by a path of another folder', { [`${root}/.gitignore`]: '/a/.ruff_cache' }],
  ])('not %s', (_name, files) => {
    expect(ignored(files)).toBe(false);
  });

  it('not by a pattern that reads as its path', () => {
    expect(ignored({ [`${root}/.gitignore`]: '/a[b]/.ruff_cache' }, `${root}/a[b]/.ruff_cache`)).toBe(false);
  });

  it('not by a folder called .gitignore', () => {
    expect(isLinkIgnored(createMemorySystem({ folders: [`${root}/.gitignore`] }), repository, cache)).toBe(false);
  });
});

describe('the lines in the exclude file', () => {
  const before = '# git ls-files --others --exclude-from=.git/info/exclude\n*.tmp\n';
  const other = `${root}/a/.mypy_cache`;

  it('stand in a block of ours, sorted', () => {
    const system = createMemorySystem({ files: { [exclude]: before } });
    excludeLinks(system, repository, [other, cache]);
    excludeLinks(system, repository, [`${root}/0/.ruff_cache`]);
    expect(text(system, exclude)).toBe(
      `${before}# >>> clistack enforce >>>\n/.ruff_cache\n/0/.ruff_cache\n/a/.mypy_cache\n# <<< clistack enforce <<<\n`,
    );
  });

  it('are made with the file when there is none', () => {
    const system = createMemorySystem({ folders: [`${root}/.git`] });
    excludeLinks(system, repository, [cache]);
    expect(text(system, exclude)).toContain('/.ruff_cache\n');
  });

  it('are not added for what is ignored already', () => {
    const system = createMemorySystem({ files: { [`${root}/.gitignore`]: '.ruff_cache' } });
    excludeLinks(system, repository, [cache]);
    expect(system.files.stat(exclude)).toBeUndefined();
  });

  it('go one by one, and the block with the last', () => {
    const system = createMemorySystem({ files: { [exclude]: before } });
    excludeLinks(system, repository, [cache, other]);
    includeLink(system, repository, cache);
    expect(text(system, exclude)).toContain('>>>\n/a/.mypy_cache\n#');
    includeLink(system, repository, cache);
    includeLink(system, repository, other);
    expect(text(system, exclude)).toBe(before);
  });

  it('mean the folder also when its name holds signs of a pattern', () => {
    const system = createMemorySystem({ folders: [`${root}/.git`] });
    excludeLinks(system, repository, [`${root}/a[b]*/.ruff_cache`]);
    expect(text(system, exclude)).toMatch(/^\/a\\\[b\\?\]\\\*\/\.ruff_cache$/m);
  });

  it('cannot be written where a folder lies in the place of the file', () => {
    const system = createMemorySystem({ folders: [exclude] });
    expect(() => {
      excludeLinks(system, repository, [cache]);
    }).toThrow(faultWith({ exit: 506 }));
  });
});
