import { pendingTools, rebuild } from '../../../lib/masterbin';
import type { MasterbinFacts } from '../../../lib/masterbin/survey';
import { createWorld, tools, type World } from './world';

describe('a listed tool that is not there yet', () => {
  const project = `${tools}/npm/tool`;
  const facts = (world: World): MasterbinFacts => {
    const base = world.facts({ sources: ['npm', 'pipx'] });
    return {
      ...base,
      config: { ...base.config, tools: { ...base.config.tools, npm: ['tool'], cargo: ['no-source'] } },
    };
  };

  it('is named, and keeps the wrapper it has', () => {
    const world = createWorld();
    world.linked(project, 'run', 'tool/run.js');
    world.system.files.write(`${project}/package.json`, '{"dependencies":{"tool":"1.0.0"}}');
    world.system.files.write(`${project}/node_modules/tool/package.json`, '{"bin":{"run":"run.js"}}');
    expect(pendingTools(facts(world))).toEqual([]);
    expect(rebuild(facts(world)).written).toEqual(['run']);

    world.system.files.removeTree(`${project}/node_modules`);
    const pending = pendingTools(facts(world));
    expect(pending).toEqual([{ manager: 'npm', tool: 'tool', project }]);
    expect(rebuild(facts(world), pending)).toMatchObject({ removed: [], written: [] });
    expect(rebuild(facts(world))).toMatchObject({ removed: ['run'] });
  });
});
