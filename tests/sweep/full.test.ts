import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changing, undoing, type Scenario } from '../support/sweep/check';
import { createSweep, errnos, everyPoint, type FaultKind, type Sweep } from '../support/sweep/sweep';

/** `Test.Sweep` says how dense the sweep is: every nth point, and so many kills at random moments. */
const step = Number(process.env['CLISTACK_SWEEP_STEP'] ?? 1);
const kills = Number(process.env['CLISTACK_SWEEP_KILLS'] ?? 300);

const kinds: readonly FaultKind[] = ['SIGKILL', ...errnos];
const tried: Record<string, number> = {};

jest.setTimeout(6 * 3_600_000);

describe.each<[string, Scenario]>([
  ['changing', changing],
  ['undoing', undoing],
])('%s', (way, scenario) => {
  let sweep: Sweep;
  beforeAll(async () => {
    sweep = await createSweep(scenario);
  });
  afterAll(() => {
    sweep.dispose();
    // Read by the task, which answers with it; kept beside the counts of the suite.
    const folder = join(__dirname, '..', '..', 'coverage', 'sweep');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'tried.json'), JSON.stringify(tried));
  });

  it('has two volumes and hundreds of points', () => {
    expect(sweep.twoVolumes).toBe(true);
    expect(sweep.points.length).toBeGreaterThan(300);
  });

  it.each(kinds)('holds with %s at each point', async (kind) => {
    const attempts = everyPoint(sweep.points, [kind], step);
    tried[`${way}, ${kind}`] = attempts.length;
    const before = sweep.missed.length;
    expect(await sweep.tryPoints(attempts)).toEqual([]);
    tried[`${way}, ${kind}, missed`] = sweep.missed.length - before;
    expect(sweep.missed.length - before).toBeLessThanOrEqual(attempts.length / 25);
  });

  it('holds when it is killed at random moments', async () => {
    tried[`${way}, SIGKILL at random`] = kills;
    expect(await sweep.tryKills(kills)).toEqual([]);
  });
});
