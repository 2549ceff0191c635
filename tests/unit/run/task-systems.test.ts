import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRuns } from '../../../lib/journal/read';
import { createRedactor } from '../../../lib/log';
import { createTaskSystems, type TaskSystems, type TaskSystemsOptions } from '../../../lib/run/task-systems';
import { createRealSystem } from '../../../lib/system/real';
import { faultWith, makeWorld } from '../config/world';
import { taskOf } from './results';

const mutating = taskOf('Change', { mutates: true, changes: 'files' });
const looking = taskOf('Look');
const real = createRealSystem();
let base = '';

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'clistack-')));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

const systems = (over: Partial<TaskSystemsOptions> = {}): TaskSystems => {
  const { paths } = makeWorld();
  return createTaskSystems({
    system: real,
    paths: { ...paths, locks: join(base, 'locks'), journal: join(base, 'journal') },
    runId: 'r1',
    command: 'just Change',
    roots: ['Change'],
    redactor: createRedactor(),
    dryRun: false,
    waitMs: 0,
    keepDays: 30,
    stop: new AbortController(),
    ...over,
  });
};
const kinds = (given: TaskSystems): readonly (readonly [string, readonly string[]])[] =>
  [...given.steps()].map(([task, steps]) => [task, steps.map(({ kind }) => kind)]);

describe('in a real run', () => {
  it('a task that changes nothing gets the plain System, and no lock is taken', async () => {
    const given = systems();
    const { system, steps } = await given.forTask(looking);
    expect(system).toBe(real);
    expect(steps).toEqual([]);
    given.close(0);
    expect(real.files.list(base)).toEqual([]);
  });

  it('a lock that comes after the end is given back, and nothing is changed', async () => {
    const holder = await real.locks.acquire({ folder: join(base, 'locks'), name: 'changes', waitMs: 0, purpose: 'x' });
    const given = systems({ waitMs: 5000 });
    const waiting = Promise.resolve(given.forTask(mutating));
    given.close(500);
    holder.release();
    await expect(waiting).rejects.toThrow(faultWith({ code: 'UND005' }));
    const next = await real.locks.acquire({ folder: join(base, 'locks'), name: 'changes', waitMs: 0, purpose: 'y' });
    next.release();
  });

  it('changes are journaled, and told by task', async () => {
    const given = systems();
    const { system } = await given.forTask(mutating);
    system.files.write(join(base, 'a'), 'x');
    await given.forTask(taskOf('Other', { mutates: true }));
    given.close(0);
    expect(kinds(given)).toEqual([
      ['Change', ['file.write']],
      ['Other', []],
    ]);
    expect(readRuns(real, join(base, 'journal'))).toMatchObject([{ id: 'r1', command: 'just Change', status: 0 }]);
    expect(real.files.read(join(base, 'a')).toString()).toBe('x');
  });

  it('lets others change things also when its journal cannot be closed', async () => {
    let isBroken = false;
    const now = (): number => {
      if (isBroken) throw new Error('broken');
      return real.clock.now();
    };
    const first = systems({ system: { ...real, clock: { ...real.clock, now } } });
    const { system } = await first.forTask(mutating);
    system.files.write(join(base, 'a'), 'x');
    isBroken = true;
    expect(() => { first.close(0); }).toThrow('broken'); // prettier-ignore
    const second = systems({ runId: 'r2' });
    await second.forTask(mutating);
    second.close(0);
  });

  it('two runs do not change things at once', async () => {
    const first = systems();
    await first.forTask(mutating);
    await expect(systems({ runId: 'r2', command: 'just Other' }).forTask(mutating)).rejects.toMatchObject({
      code: 'SYS020',
      exit: 507,
    });
    first.close(0);
    const second = systems({ runId: 'r3' });
    await expect(second.forTask(mutating)).resolves.toBeDefined();
    second.close(0);
  });

  it('two tasks of one run share its lock and its journal', async () => {
    const given = systems();
    const [a, b] = await Promise.all([given.forTask(mutating), given.forTask(taskOf('Other', { mutates: true }))]);
    a.system.files.write(join(base, 'a'), '1');
    b.system.files.write(join(base, 'b'), '2');
    given.close(0);
    expect(readRuns(real, join(base, 'journal'))[0]?.steps.map(({ task }) => task)).toEqual(['Change', 'Other']);
  });

  it('the journal knows what was typed: behind an undo alone it is one, whatever else changed something', async () => {
    const given = systems({ roots: ['Undo.Run'] });
    const { system } = await given.forTask(mutating);
    system.files.write(join(base, 'a'), '1');
    given.close(0);
    expect(readRuns(real, join(base, 'journal')).map(({ isUndo }) => isUndo)).toEqual([true]);
  });

  it('may be closed before anything was opened', () => {
    expect(() => {
      systems().close(130);
    }).not.toThrow();
  });
});

describe('in a dry run', () => {
  it('changes are listed and not made, and no lock is taken', async () => {
    const given = systems({ dryRun: true });
    const { system } = await given.forTask(mutating);
    system.files.write(join(base, 'a'), 'x');
    given.close(0);
    expect(kinds(given)).toEqual([['Change', ['file.write']]]);
    expect(real.files.list(base)).toEqual([]);
  });

  it('a task sees what the ones before it would have changed', async () => {
    const given = systems({ dryRun: true });
    (await given.forTask(mutating)).system.files.write(join(base, 'a'), 'x');
    expect((await given.forTask(looking)).system.files.read(join(base, 'a')).toString()).toBe('x');
  });

  it('what a task writes that says it changes nothing is no part of the plan', async () => {
    const given = systems({ dryRun: true });
    (await given.forTask(looking)).system.files.write(join(base, 'a'), 'x');
    expect(kinds(given)).toEqual([]);
    expect(real.files.list(base)).toEqual([]);
  });
});
