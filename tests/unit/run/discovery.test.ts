import { defineFamily, defineTask, type Task } from '../../../lib/run/define-task';
import { discoverTasks, findTasks } from '../../../lib/run/discovery';
import { listTaskFiles } from '../../../lib/run/task-files';
import { readTaskIndex, renderTaskIndex } from '../../../lib/run/task-index';
import { createMemorySystem } from '../../../lib/system/memory';
import { faultWith } from '../config/world';

type Exports = Readonly<Record<string, unknown>>;

const task = (name: string, over: Partial<Task> = {}): Task =>
  defineTask({ name, summary: `does ${name}`, run: () => name, ...over });
const exporting = (value: unknown): unknown => ({ default: value });

function folder(
  exports: Exports,
  others: Readonly<Record<string, string>> = {},
): Pick<Parameters<typeof discoverTasks>[0], 'files' | 'load'> {
  const { files } = createMemorySystem({
    files: { ...Object.fromEntries(Object.keys(exports).map((path) => [path, ''])), ...others },
  });
  const load = (path: string): unknown => {
    const value = exports[path];
    if (value === 'throws') throw new Error('no such thing\nat line 3');
    return value;
  };
  return { files, load };
}
const discover = (exports: Exports, folders: readonly string[] = []): ReadonlyMap<string, Task> =>
  discoverTasks({ ...folder({ '/t/base.js': exporting(task('Base')), ...exports }), shipped: '/t', folders });

describe('task files', () => {
  it('are scripts of a folder and below, but no declarations and no packages', () => {
    const paths = [
      '/t/a.js',
      '/t/b.ts',
      '/t/c.mjs',
      '/t/d.cts',
      '/t/e.d.ts',
      '/t/f.json',
      '/t/g.js.map',
      '/t/node_modules/h.js',
      '/t/pin/drift-fail.ts',
      '/t/deploy/[entry].ts',
    ];
    const { files } = folder(Object.fromEntries(paths.map((path) => [path, 0])));
    expect(listTaskFiles(files, '/t').map(({ path, key, family }) => [path, key, family])).toEqual([
      ['/t/a.js', 'a', false],
      ['/t/b.ts', 'b', false],
      ['/t/c.mjs', 'c', false],
      ['/t/d.cts', 'd', false],
      ['/t/deploy/[entry].ts', 'deploy.', true],
      ['/t/pin/drift-fail.ts', 'pin.driftfail', false],
    ]);
  });
});

describe('links among task files', () => {
  const listed = (links: Readonly<Record<string, string>>): readonly string[] => {
    const { files } = createMemorySystem({ files: { '/t/a.js': '', '/kept/b.js': '', '/kept/deep/c.js': '' }, links });
    return listTaskFiles(files, '/t').map(({ path, key }) => `${path} ${key}`);
  };

  it('count as what they lead to', () => {
    expect(listed({ '/t/b.js': '/kept/b.js', '/t/more': '/kept' })).toEqual([
      '/t/a.js a',
      '/t/b.js b',
      '/t/more/b.js more.b',
      '/t/more/deep/c.js more.deep.c',
    ]);
  });

  it('that lead nowhere, or back, count for nothing', () => {
    expect(listed({ '/t/.#a.js': 'ada@host.4242', '/t/loop': '/t', '/t/up': '..' })).toEqual(['/t/a.js a']);
    expect(listed({ '/kept/again': '/t/kept', '/t/kept': '/kept' })).toHaveLength(3);
  });

  it('may lead to the folder itself', () => {
    const { files, load } = folder({ '/t/base.js': exporting(task('Base')), '/own/x.js': exporting(task('X')) });
    const linked = createMemorySystem({ files: { '/t/base.js': '', '/own/x.js': '' }, links: { '/my': '/own' } });
    expect(files.stat('/my')).toBeUndefined();
    const loadBehind = (path: string): unknown => load(path.replace('/my/', '/own/'));
    const found = discoverTasks({ files: linked.files, load: loadBehind, shipped: '/t', folders: ['/my'] });
    expect([...found.keys()]).toEqual(['Base', 'X']);
  });
});

describe('the tasks', () => {
  it('are those of all files, by name', () => {
    const found = discover({
      '/t/pin/sync.js': exporting(task('Pin.Sync')),
      '/t/pin/drift-fail.js': task('Pin.DriftFail'),
    });
    expect([...found.keys()]).toEqual(['Base', 'Pin.DriftFail', 'Pin.Sync']);
  });

  it('may be a family of one file', () => {
    const family = defineFamily([task('Deploy.Web'), task('Deploy.Api')]);
    expect([...discover({ '/t/deploy/[entry].js': exporting(family) }).keys()]).toEqual([
      'Base',
      'Deploy.Api',
      'Deploy.Web',
    ]);
  });

  it('of the user stand beside those of the package', () => {
    expect([...discover({ '/mine/my/own.js': exporting(task('My.Own')) }, ['/mine']).keys()]).toEqual([
      'Base',
      'My.Own',
    ]);
  });

  it('10: of a later folder take the place of earlier ones', () => {
    const exports = {
      '/t/base.js': exporting(task('Base')),
      '/mine/base.js': exporting(task('Base', { summary: 'mine' })),
    };
    const { tasks, redefined } = findTasks({ ...folder(exports), shipped: '/t', folders: ['/mine'] });
    expect(tasks.get('Base')?.summary).toBe('mine');
    expect(redefined).toEqual([{ task: 'Base', file: '/mine/base.js', instead_of: '/t/base.js' }]);
  });

  it('cannot have one name in two spellings', () => {
    const exports = { '/t/pin/drift-fail.js': task('Pin.DriftFail'), '/t/pin/driftfail.js': task('Pin.Driftfail') };
    expect(() => discover(exports)).toThrow(faultWith({ code: 'RUN008' }));
  });

  it.each(['/gone', '/t/base.js'])('have to be in a folder: %s', (path) => {
    expect(() => discover({}, [path])).toThrow(faultWith({ message: `${path}: this task folder is not a folder` }));
  });

  it('of one noun agree on the type of an option', () => {
    const exports = {
      '/t/pin/a.js': task('Pin.A', { options: { all: { type: 'boolean', describe: 'd' } } }),
      '/t/pin/b.js': task('Pin.B', { options: { all: { type: 'string', describe: 'd' } } }),
    };
    expect(() => discover(exports)).toThrow(
      faultWith({ code: 'RUN008', message: 'Pin.B: --all is string in Pin.B and boolean in Pin.A' }),
    );
  });
});

describe('a file is refused', () => {
  const none = 'exports no task: it needs a default export made by defineTask';
  it.each([
    ['that throws', 'throws', 'throws while loading: no such thing'],
    ['that exports nothing', undefined, none],
    ['that exports null', exporting(null), none],
    ['that exports a function', exporting(() => null), none],
    ['whose task has no summary', { name: 'X' }, none],
    ['whose body is no function', { name: 'X', summary: 's', run: 'x' }, none],
    ['whose name is not its path', task('Y'), 'the name Y does not fit the path'],
    ['that is a family in a file for one', defineFamily([task('X')]), 'one file is one task'],
    ['whose task does nothing', { name: 'X', summary: 's' }, 'X has neither a run function nor deps nor jobs'],
    [
      'whose task takes a flag of the engine',
      task('X', { options: { json: { type: 'boolean', describe: 'd' } } }),
      'X declares --json, which belongs to the engine',
    ],
  ])('%s', (_name, exported, problem) => {
    expect(() => discover({ '/t/x.js': exported })).toThrow(
      faultWith({ code: 'RUN008', exit: 501, message: `/t/x.js: ${problem}` }),
    );
  });

  it.each([
    ['that is one task in a file for a family', task('D.X'), 'a [family] file exports defineFamily(…)'],
    [
      'whose family holds something else',
      { family: [task('D.X'), 7] },
      'exports no task: it needs a default export made by defineTask',
    ],
    ['whose family has a name of another noun', defineFamily([task('E.X')]), 'the name E.X does not fit the path'],
  ])('%s', (_name, exported, problem) => {
    expect(() => discover({ '/t/d/[e].js': exported })).toThrow(faultWith({ message: `/t/d/[e].js: ${problem}` }));
  });

  it.each([null, 'a text', undefined])('that throws %j', (thrown: unknown) => {
    const { files } = folder({ '/t/x.js': 0 });
    const load = (): never => {
      throw thrown;
    };
    expect(() => discoverTasks({ files, shipped: '/t', folders: [], load })).toThrow(
      faultWith({ message: `/t/x.js: throws while loading: ${String(thrown)}` }),
    );
  });
});

describe('the index of a built folder', () => {
  const exports: Exports = {
    '/t/pin/sync.js': exporting(task('Pin.Sync', { show: () => 'shown', mutates: true, changes: 'files' })),
    '/t/deploy/[e].js': exporting(
      defineFamily([task('Deploy.Web'), { name: 'Deploy.All', summary: 's', deps: ['Pin.Sync'] }]),
    ),
  };
  const built = folder(exports);
  const text = renderTaskIndex(built.files, '/t', built.load);
  const loaded: string[] = [];
  const indexed = (files: Exports = exports): ReadonlyMap<string, Task> => {
    const place = folder(files, { '/t/index.json': text });
    const load = (path: string): unknown => {
      loaded.push(path);
      return place.load(path);
    };
    return discoverTasks({ files: place.files, shipped: '/t', folders: [], load });
  };
  beforeEach(() => {
    loaded.length = 0;
  });

  it('lists every task without loading a file', () => {
    const { run: _run, show: _show, ...spec } = task('Pin.Sync', { mutates: true, changes: 'files' });
    expect([...indexed().keys()]).toEqual(['Deploy.All', 'Deploy.Web', 'Pin.Sync']);
    expect(indexed().get('Pin.Sync')).toMatchObject(spec);
    expect(loaded).toEqual([]);
  });

  it('loads the file of a task when its body or its words are asked for', () => {
    const found = indexed().get('Pin.Sync');
    expect(found?.show?.({})).toBe('shown');
    expect(loaded).toEqual(['/t/pin/sync.js']);
    expect(indexed().get('Deploy.Web')?.show).toBeUndefined();
  });

  it('gives every job its code, condition and place back', async () => {
    const jobs = ['Base', (): string => 'one', ['Base'], (): string => 'two'];
    const files = {
      '/t/base.js': exporting(task('Base')),
      '/t/many.js': { name: 'Many', summary: 's', if: () => false, jobs },
    };
    const place = folder(files);
    const index = renderTaskIndex(place.files, '/t', place.load);
    const opened = readTaskIndex(folder(files, { '/t/index.json': index }).files, '/t', place.load);
    const many = opened?.find((entry) => entry.task.name === 'Many')?.task;
    const context: never = undefined as never;
    expect(many?.jobs?.map((job) => (typeof job === 'function' ? job(context) : job))).toEqual([
      'Base',
      'one',
      ['Base'],
      'two',
    ]);
    expect(typeof many?.if === 'function' && (await many.if(context))).toBe(false);
  });

  it('gives a body to the tasks that have one', () => {
    const context: never = undefined as never;
    expect(indexed().get('Deploy.Web')?.run?.(context)).toBe('Deploy.Web');
    expect(indexed().get('Deploy.All')?.run).toBeUndefined();
  });

  it('tells when it is older than the file', () => {
    const newer = { ...exports, '/t/deploy/[e].js': exporting(defineFamily([task('Deploy.Other')])) };
    expect(() => indexed(newer).get('Deploy.Web')?.show?.({})).not.toThrow();
    const context: never = undefined as never;
    expect(() => indexed(newer).get('Deploy.Web')?.run?.(context)).toThrow('no longer defines Deploy.Web: build again');
  });

  it('is not there in a checkout', () => {
    expect(readTaskIndex(built.files, '/t', built.load)).toBeUndefined();
  });
});
