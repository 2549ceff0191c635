import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { buildGraph } from '../../lib/kernel/graph';
import { generateFiles } from '../../lib/proof/generated';
import { discoverTasks } from '../../lib/run/discovery';
import { allFaults } from '../../lib/run/explain';
import { loadModule } from '../../lib/run/load-module';
import { createRealSystem } from '../../lib/system/real';

const root = join(__dirname, '..', '..');
const system = createRealSystem();

function listFiles(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(path, ending);
    return ending.test(entry.name) ? [path] : [];
  });
}

const sources = ['lib', 'tasks', 'tests', 'bench', 'lint', 'scripts', 'bin'].flatMap((folder) =>
  listFiles(folder, /\.(?:ts|js|mjs)$/),
);
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const tasks = discoverTasks({ files: system.files, shipped: join(root, 'tasks'), folders: [], load: loadModule });

it('has no file above 250 lines', () => {
  const long = sources.filter((path) => text(path).split('\n').length > 251);
  expect(long).toEqual([]);
});

it('names every task after its path', () => {
  // Discovery refuses a task whose name does not fit; what is left is that no file was overlooked.
  expect(tasks.size).toBe(listFiles('tasks', /\.ts$/).length);
});

it('has a task for every name that a task needs, and no circle', () => {
  expect(() => buildGraph(tasks, [...tasks.keys()])).not.toThrow();
});

it('says of every task what it does, and of every mutating one what it changes', () => {
  for (const { summary, mutates, changes } of tasks.values()) {
    expect(summary).not.toMatch(/\.$/);
    expect(mutates === true ? changes : 'nothing').toBeTruthy();
  }
});

it('uses every fault code once', () => {
  const codes = allFaults(system.files).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.length).toBeGreaterThan(30);
});

it('documents every fault', () => {
  const page = text('docs/troubleshooting.md');
  expect(allFaults(system.files).filter(({ code, title }) => !page.includes(`## ${code}: ${title}`))).toEqual([]);
});

it('keeps generated files fresh', () => {
  const wanted = generateFiles({ system, lib: join(root, 'lib'), tasks, load: loadModule });
  const stale = [...wanted].filter(([path, content]) => text(path) !== content).map(([path]) => path);
  expect(stale).toEqual([]);
});

it('has no circle of imports', () => {
  const imports = new Map(sources.filter((path) => path.endsWith('.ts')).map((path) => [path, importsOf(path)]));
  const open: string[] = [];
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string): void => {
    if (open.includes(path)) circles.push([...open.slice(open.indexOf(path)), path].join(' -> '));
    if (done.has(path) || open.includes(path)) return;
    open.push(path);
    for (const next of imports.get(path) ?? []) visit(next);
    open.pop();
    done.add(path);
  };
  for (const path of imports.keys()) visit(path);
  expect(circles).toEqual([]);
});

/** What a file loads; types alone are gone when it runs. */
function importsOf(path: string): readonly string[] {
  const specifiers = [...text(path).matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']+)'/gm)].map(
    ([, specifier = '']) => specifier,
  );
  return specifiers.flatMap((specifier) => {
    const base = relative(root, join(root, dirname(path), specifier));
    return [`${base}.ts`, join(base, 'index.ts')].filter((candidate) => sources.includes(candidate));
  });
}

it('mirrors lib in the unit tests', () => {
  const rooms = (folder: string): readonly string[] =>
    readdirSync(join(root, folder)).filter((name) => statSync(join(root, folder, name)).isDirectory());
  const untested = rooms('lib').filter((room) => room !== 'proof' && !rooms('tests/unit').includes(room));
  expect(untested).toEqual([]);
});

it('has LF line ends and no byte order mark anywhere', () => {
  const wrong = [...sources, 'README.md', 'package.json'].filter((path) => /\r|^\uFEFF/.test(text(path)));
  expect(wrong).toEqual([]);
});

interface LockedPackage {
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
}

it('pins every dependency to one version, and none that a user gets needs an install script', () => {
  const manifest = JSON.parse(text('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  const lock = JSON.parse(text('package-lock.json')) as { readonly packages: Record<string, LockedPackage> };
  const needing = Object.entries(lock.packages).filter(
    ([, { hasInstallScript, dev }]) => hasInstallScript === true && dev !== true,
  );
  expect(needing.map(([name]) => name)).toEqual([]);
});
