import { listItems, purgeItems, quarantine } from '../../../lib/quarantine';
import type { QuarantineItem } from '../../../lib/quarantine/items';
import type { Moment } from '../../../lib/quarantine/manifest';
import { judgeItem } from '../../../lib/quarantine/purge';
import { home, makeWorld, type World } from '../config/world';

const day = 86_400_000;
const path = `${home}/src/app/.ruff_cache`;
const worldOf = (): World => makeWorld({ files: { [`${path}/a`]: '12345' } });
const put = ({ system, paths, config }: World): unknown =>
  quarantine(system, paths, config, { path, kind: 'cache', reason: 'r' });

describe('an item is judged by two clocks', () => {
  const item = (expiredSeen: Moment | null): QuarantineItem => ({
    folder: '', content: '',
    manifest: {
      format: 1, id: 'i', origin: '/a', kind: 'cache', reason: '', hash: '', bytes: 0, ttlDays: 7, expiredSeen,
      quarantined: { wall: 0, bootId: 'b', uptime: 0 },
    },
  }); // prettier-ignore
  const at = (days: number, uptimeDays = days, bootId = 'b'): Moment => ({
    wall: days * day,
    uptime: uptimeDays * day,
    bootId,
  });

  it.each([
    ['young', null, at(6.99), 'keep'],
    ['expired for the first time', null, at(7), 'mark'],
    ['expired after the clock jumped by years', null, at(9000, 0.01), 'mark'],
    ['seen expired an hour ago', at(7), at(7.04), 'keep'],
    ['seen expired a day of uptime ago', at(7), at(8), 'remove'],
    ['seen expired a day ago by a clock that jumped', at(7, 7), at(8, 7.01), 'keep'],
    ['seen expired a day ago before a restart', at(7, 7, 'a'), at(8.5, 9, 'b'), 'keep'],
    ['seen expired seven days ago before a restart', at(7, 7, 'a'), at(14, 0.1, 'b'), 'remove'],
    ['seen expired a day ago where boots have no id', at(7, 7, ''), at(8.5, 9, ''), 'keep'],
    ['young again because the clock was set back', at(7), at(3, 9), 'keep'],
  ])('%s', (_name, expiredSeen, now, step) => {
    expect(judgeItem(item(expiredSeen), now)).toBe(step);
  });
});

describe('purging', () => {
  const purge = ({ system, paths }: World, all = false): ReturnType<typeof purgeItems> =>
    purgeItems(system, listItems(system, paths), all);

  it('keeps what is young', () => {
    const world = worldOf();
    put(world);
    expect(purge(world)).toEqual({ removed: [], marked: [], kept: 1 });
  });

  it('removes what is expired only the second time, a day later', () => {
    const world = worldOf();
    put(world);
    world.system.advance(8 * day);
    expect(purge(world)).toEqual({ removed: [], marked: [path], kept: 0 });
    expect(purge(world)).toEqual({ removed: [], marked: [], kept: 1 });
    world.system.advance(day);
    expect(purge(world)).toEqual({ removed: [path], marked: [], kept: 0 });
    expect(listItems(world.system, world.paths)).toEqual([]);
  });

  it('removes everything at once when the user said so', () => {
    const world = worldOf();
    put(world);
    expect(purge(world, true)).toEqual({ removed: [path], marked: [], kept: 0 });
    expect(world.system.files.list(world.paths.quarantine)).toEqual([]);
  });
});
