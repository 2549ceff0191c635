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

it.each(['a b', '', '-', '-a', 'a.b', 'a=b', "a'b"])('an option that cannot be typed is refused: %p', (option) => {
  const problem = `A declares --${option}, which cannot be typed: an option is called by letters, digits, - and _`;
  expect(declaring(option, 'string')).toThrow(errorWith({ code: 'RUN008', data: { file: 'a.js', problem } }));
});

it.each(['a', 'a-b', 'a_b', 'Größe', '2nd'])('an option that can be typed is taken: %p', (option) => {
  expect(declaring(option, 'string')).not.toThrow();
});

it('two options that are one on the line are refused, and so is a list of them', () => {
  const option = { type: 'string', describe: 'd' } as const;
  const check = (options: Readonly<Record<string, OptionSchema>>) => (): void => {
    checkTask('a.js', { name: 'A', summary: 's', options, run: () => null });
  };
  const problem = 'A declares --aB and --ab, which are one on the line';
  expect(check({ aB: option, ab: option })).toThrow(errorWith({ code: 'RUN008', data: { file: 'a.js', problem } }));
  // Of a JavaScript file, which no compiler has looked at.
  expect(check([] as never)).toThrow(/^a\.js: A has something else than an object of options/);
});
