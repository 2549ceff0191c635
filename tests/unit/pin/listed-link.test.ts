import { loadManagers } from '../../../lib/pin';
import { listedLink } from '../../../lib/pin/listed-link';
import { loadModule } from '../../../lib/run/load-module';
import { realReader } from '../../../lib/system/real/read-files';
import { memoryWorld, tools } from './managers/world';

const { files } = memoryWorld().system;
const managers = loadManagers({ files: { ...files, ...realReader } }, loadModule);

it.each(managers)('a tool of $name that the config spells otherwise is where it was installed', (manager) => {
  const world = memoryWorld();
  const root = `${tools}/${manager.name}`;
  world.system.files.makeFolder(root);
  world.system.links.make(`${root}/demo_tool`, '/store');
  expect(listedLink(world, manager.name, 'demo_tool')).toBe(`${root}/demo_tool`);
  const link = `${root}/${manager.foldsNames === true ? 'demo_tool' : 'Demo-Tool'}`;
  expect(listedLink(world, manager.name, 'Demo-Tool')).toBe(link);
  expect(listedLink(world, manager.name, 'other')).toBe(`${root}/other`);
});
