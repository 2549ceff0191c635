import { checkTask } from '../../../lib/kernel/checks';
import type { OptionSchema } from '../../../lib/kernel/task';
import { errorWith } from '../../contract/matching';

const declaring = (option: string, type: OptionSchema['type']): (() => void) => {
  return () => {
    const options = { [option]: { type, describe: 'd' } };
    checkTask('a.js', { name: 'A', summary: 's', options, run: () => null });
  };
};

it.each<readonly [string, OptionSchema['type'], string]>([
  ['input', 'boolean', 'whose --no-input belongs to the engine'],
  ['deps', 'boolean', 'whose --no-deps belongs to the engine'],
  ['config', 'string', 'which belongs to just'],
  ['default-config', 'string', 'which belongs to just'],
  ['esm', 'boolean', 'which belongs to just'],
])('an option --%s that is %s is refused: somebody else would get it', (option, type, owner) => {
  const problem = `A declares --${option}, ${owner}`;
  expect(declaring(option, type)).toThrow(errorWith({ code: 'RUN008', exit: 501, data: { file: 'a.js', problem } }));
});

it.each<readonly [string, OptionSchema['type']]>([
  ['input', 'string'],
  ['deps', 'array'],
  ['configs', 'boolean'],
])("an option --%s that is %s is nobody else's", (option, type) => {
  expect(declaring(option, type)).not.toThrow();
});
