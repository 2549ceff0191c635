import { listItems, quarantine } from '../../../lib/quarantine';
import { manifestName } from '../../../lib/quarantine/manifest';
import { temporaryBeside } from '../../../lib/system/temporaries';
import { home, makeWorld, type World } from '../config/world';

const path = `${home}/src/app/.ruff_cache`;
/** A world with one original in quarantine, and the folder it is in. */
const worldWithItem = (): World & { readonly folder: string } => {
  const world = makeWorld({ files: { [`${path}/a`]: '12345' } });
  const { system, paths, config } = world;
  quarantine(system, paths, config, { path, kind: 'cache', reason: 'r' });
  const [item] = listItems(system, paths);
  if (item === undefined) throw new Error('nothing is in quarantine');
  return { ...world, folder: item.folder };
};

describe('the list', () => {
  it('leaves out what is on its way to its removal', () => {
    const { system, paths, folder } = worldWithItem();
    system.files.move(folder, temporaryBeside(folder, 1, '0123456789abcdef01234567'));
    expect(listItems(system, paths)).toEqual([]);
  });

  it.each(['', '{"format":2}', undefined])('tells of an original whose manifest is lost: %p', (text) => {
    const { system, paths, folder } = worldWithItem();
    if (text === undefined) system.files.remove(`${folder}/${manifestName}`);
    else system.files.write(`${folder}/${manifestName}`, text);
    const told: string[] = [];
    expect(listItems(system, paths, (each) => void told.push(each))).toEqual([]);
    expect(told).toEqual([folder]);
  });
});
