import { defineFamily, type Task } from '../../../lib/run/define-task';
import { discoverTasks, findTasks } from '../../../lib/run/discovery';
import { listTaskFiles } from '../../../lib/run/task-files';
import { faultWith } from '../config/world';
import { exporting, folder, task, type Exports } from './task-folder';

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

  it.each([
    ['twice', ['T.Ab', 'T.Ab']],
    ['in two spellings', ['T.Ab', 'T.AB']],
    ['in two spellings, the other way round', ['T.AB', 'T.Ab']],
  ])('of a family cannot have one name %s', (_how, names) => {
    const exports = { '/t/t/[all].js': exporting(defineFamily(names.map((name) => task(name)))) };
    expect(() => discover(exports)).toThrow(
      faultWith({ code: 'RUN008', message: `/t/t/[all].js: ${names[1] ?? ''} is also defined by /t/t/[all].js` }),
    );
  });

  it('of a later folder take the place of earlier ones in another spelling, again and again', () => {
    const exports = {
      '/t/t/ab.js': exporting(task('T.AB')),
      '/one/t/ab.js': exporting(task('T.Ab')),
      '/two/t/ab.js': exporting(task('T.AB')),
    };
    const found = findTasks({ ...folder(exports), shipped: '/t', folders: ['/one', '/two'] });
    expect([...found.tasks.keys()]).toEqual(['T.AB']);
    expect(found.redefined).toEqual([
      { task: 'T.Ab', file: '/one/t/ab.js', instead_of: '/t/t/ab.js' },
      { task: 'T.AB', file: '/two/t/ab.js', instead_of: '/one/t/ab.js' },
    ]);
    expect(found.files.get('t.ab')).toBe('/two/t/ab.js');
    expect(found.isOwn('T.AB')).toBe(true);
    expect([...found.own]).toEqual(['T.AB']);
  });

  it.each([
    ['T.N-1', "'T.N-1' is not a name like Noun.Verb"],
    ['T.n400', "'T.n400' is not a name like Noun.Verb"],
    ['T.NA', undefined],
    ['T.N7', 'T.N7 is also defined by /mine/t/[all].js'],
  ])('of a large family are looked at to the last: %s', (name, problem) => {
    const family = defineFamily([
      ...Array.from({ length: 400 }, (_, index) => task(`T.N${index}`)),
      task('T.Na'),
      task(name),
    ]);
    const find = (): unknown => discover({ '/mine/t/[all].js': exporting(family) }, ['/mine']);
    expect(find).toThrow(
      faultWith({ message: `/mine/t/[all].js: ${problem ?? 'T.NA is also defined by /mine/t/[all].js'}` }),
    );
  });

  it.each([
    ['/gone', 'not there'],
    ['/t/base.js', 'none'],
  ])('have to be in a folder: %s', (path, what) => {
    expect(() => discover({}, [path])).toThrow(
      faultWith({
        message: `${path}: taskFolders names this folder, which is ${what}`,
        fix: 'correct taskFolders in the config',
      }),
    );
  });

  it('of one noun agree on the type of an option', () => {
    const exports = {
      '/t/pin/a.js': task('Pin.A', { options: { all: { type: 'boolean', describe: 'd' } } }),
      '/t/pin/b.js': task('Pin.B', { options: { all: { type: 'string', describe: 'd' } } }),
    };
    expect(() => discover(exports)).toThrow(
      faultWith({ code: 'RUN008', message: '/t/pin/b.js: --all is string in Pin.B and boolean in Pin.A' }),
    );
  });
});

it('the file to edit is the one of the user where an option of his is not that of ours', () => {
  const option = (type: 'boolean' | 'string'): Partial<Task> => ({ options: { all: { type, describe: 'd' } } });
  const exports = { '/my/pin/a.js': task('Pin.A', option('string')), '/t/pin/b.js': task('Pin.B', option('boolean')) };
  expect(() => discover(exports, ['/my'])).toThrow(
    faultWith({
      code: 'RUN008',
      data: { file: '/my/pin/a.js', problem: '--all is boolean in Pin.B and string in Pin.A' },
    }),
  );
});

describe('a file is refused', () => {
  const none = 'exports no task: it needs a default export made by defineTask';
  it.each([
    ['that throws', 'throws', 'throws while loading: no such thing'],
    ['that exports nothing', undefined, none],
    ['that exports null', exporting(null), none],
    ['that exports a function', exporting(() => null), none],
    ['that exports something else', { run: () => null }, none],
    ['whose task has no summary', { name: 'X' }, 'X has no summary'],
    ['whose summary is no text', task('X', { summary: 5 as never }), "X has something else than a text as 'summary'"],
    ['whose task has no name', { summary: 's', run: () => null }, 'the task has no name'],
    ['whose name is no text', task(5 as never), "the task has something else than a text as 'name'"],
    ['whose body is no function', task('X', { run: 'x' as never }), "X has something else than a function as 'run'"],
    ['whose name is not its path', task('Y'), 'the name Y does not fit the path: it would be X'],
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
    ['whose family has one without a summary', { family: [{ name: 'D.X' }] }, 'D.X has no summary'],
    [
      'whose family has a name of another noun',
      defineFamily([task('E.X')]),
      'the name E.X does not fit the path: the names in it begin with D.',
    ],
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
