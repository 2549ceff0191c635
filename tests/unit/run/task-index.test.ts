import { defineFamily, type Task } from '../../../lib/run/define-task';
import { discoverTasks, findTasks } from '../../../lib/run/discovery';
import { indexNames, readTaskIndex, renderTaskIndex } from '../../../lib/run/task-index';
import { evaluated } from '../../support/evaluated';
import { exporting, folder, task, type Exports } from './task-folder';

/** The folder with the files of its index. */
function withIndex(files: Exports, { names, tasks }: ReturnType<typeof renderTaskIndex>): ReturnType<typeof folder> {
  const exports = { ...files, [`/t/${indexNames.names}`]: evaluated(names) };
  return folder(exports, { [`/t/${indexNames.tasks}`]: tasks });
}

describe('the index of a built folder', () => {
  const exports: Exports = {
    '/t/pin/sync.js': exporting(task('Pin.Sync', { show: () => 'shown', mutates: true, changes: 'files' })),
    '/t/deploy/[e].js': exporting(
      defineFamily([task('Deploy.Web'), { name: 'Deploy.All', summary: 's', deps: ['Pin.Sync'] }]),
    ),
  };
  const built = folder(exports);
  const index = renderTaskIndex(built.files, '/t', built.load);
  const loaded: string[] = [];
  const indexed = (files: Exports = exports): ReadonlyMap<string, Task> => {
    const place = withIndex(files, index);
    const load = (path: string): unknown => {
      if (!path.endsWith(indexNames.names)) loaded.push(path);
      return place.load(path);
    };
    return discoverTasks({ files: place.files, shipped: '/t', isBuilt: true, folders: [], load });
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

  it('has the rows of a list, beside which those of the user stand', () => {
    const place = withIndex(
      {
        ...exports,
        '/mine/deploy/web.js': exporting(task('Deploy.Web', { summary: 'mine' })),
        '/mine/own.js': exporting(task('Own')),
      },
      index,
    );
    const request = { files: place.files, shipped: '/t', isBuilt: true, load: place.load };
    const named = (folders: readonly string[]): unknown =>
      findTasks({ ...request, folders })
        .rows()
        .map(({ name, noun, summary, mutates }) => [noun, name, summary, mutates]);
    const [all, sync] = [
      ['Deploy', 'Deploy.All', 's', false],
      ['Pin', 'Pin.Sync', 'does Pin.Sync', true],
    ];
    expect(named([])).toEqual([all, ['Deploy', 'Deploy.Web', 'does Deploy.Web', false], sync]);
    expect(named(['/mine'])).toEqual([
      all,
      ['Deploy', 'Deploy.Web', 'mine', false],
      ['Own', 'Own', 'does Own', false],
      sync,
    ]);
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
    const indexed = withIndex(files, renderTaskIndex(place.files, '/t', place.load));
    const opened = readTaskIndex(indexed.files, '/t', indexed.load);
    const many = opened.taskAt(opened.names.indexOf('Many'));
    const context: never = undefined as never;
    expect(many.jobs?.map((job) => (typeof job === 'function' ? job(context) : job))).toEqual([
      'Base',
      'one',
      ['Base'],
      'two',
    ]);
    expect(typeof many.if === 'function' && (await many.if(context))).toBe(false);
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
});
