import { refuseShadowedConfig } from '../../../lib/run/shadowed-config';
import { createMemorySystem } from '../../../lib/system/memory';

const ours = "(require('./bin/just-door') as { bind: () => void }).bind();\n";

function look(files: Readonly<Record<string, string>>): () => void {
  const system = createMemorySystem({ cwd: '/project', files });
  return () => {
    refuseShadowedConfig(system);
  };
}

it.each(['just.config.js', 'just.config.cjs', 'just-task.js'])('refuses %s beside our just.config.ts', (name) => {
  const run = look({ '/project/just.config.ts': ours, [`/project/${name}`]: '' });
  expect(run).toThrow(`/project/${name} hides /project/just.config.ts`);
});

it('refuses it beside one of a package of its own', () => {
  const source = "import { bind } from 'clistack/just';\nbind();\n";
  expect(look({ '/project/just.config.ts': source, '/project/just.config.js': '' })).toThrow('hides');
});

it.each([
  ['nothing lies beside it', { '/project/just.config.ts': ours }],
  ['there is no source', { '/project/just.config.js': ours }],
  ['it is not ours', { '/project/just.config.ts': "task('a', () => 1);", '/project/just.config.js': '' }],
])('says nothing where %s', (_, files) => {
  expect(look(files)).not.toThrow();
});
