import { markRun } from '../../../lib/journal/at-work';
import { createRunWatch, type WatchedRun } from '../../../lib/run/run-watch';
import { createMemorySystem, type MemorySystem } from '../../../lib/system/memory';

const runs = '/state/runs';
const run = '0f3c0000-0000-4000-8000-000000000000';
const handed = '1e2d0000-0000-4000-8000-000000000000';
let system: MemorySystem;
let look: (agoMs: number | undefined) => WatchedRun;
beforeEach(() => {
  system = createMemorySystem({ folders: [runs] });
  look = createRunWatch({ system, runs, run: handed.slice(0, 8) });
});

const mark = (): ReturnType<typeof markRun> => markRun(system, runs, { run, corr_id: handed, command: () => 'A' });
const record = (): void => {
  const kept = { run, corr_id: handed, command: 'A', finished: '', exit_code: 0, duration_ms: 1 };
  system.files.write(`${runs}/${run}.json`, JSON.stringify(kept));
};

it('waits for a run that has not begun', () => {
  expect(look(undefined)).toEqual({ state: 'open' });
});

it('sees the end of a run that was handed its correlation id', () => {
  const { remove } = mark();
  expect(look(0)).toEqual({ state: 'open' });
  record();
  remove();
  expect(look(0)).toEqual({ state: 'over' });
});

it('knows a run with a record under another name for over, and one with old lines alone for killed', () => {
  // At work in code that does not wait, it has not come to its mark yet.
  expect(look(3_600_000)).toEqual({ state: 'open' });
  expect(look(86_400_000)).toEqual({ state: 'killed' });
  record();
  expect(look(0)).toEqual({ state: 'over' });
});

it('knows a run for killed whose process is another one now, or went with the machine', () => {
  mark();
  const path = `${runs}/${run}.running`;
  const text = system.files.readText(path);
  system.files.write(path, text.replace('"boot":"boot"', '"boot":"earlier"'));
  expect(look(0)).toMatchObject({ state: 'killed', run: { run, pid: 4242 } });
  system.files.write(path, text.replace('4242', '4243'));
  expect(look(0)).toMatchObject({ state: 'killed', run: { run, pid: 4243 } });
});
