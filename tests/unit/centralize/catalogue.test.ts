import { loadVariables } from '../../../lib/centralize/catalogue';
import { schemas } from '../../../lib/centralize/schemas';
import { compileValidator } from '../../../lib/config/validator';
import { makeWorld, packageFiles } from '../config/world';

const variables = loadVariables(makeWorld().system.files);

it('fits its schema', () => {
  const [, text = ''] = Object.entries(packageFiles).find(([path]) => path.endsWith('env-vars.json')) ?? [];
  expect(compileValidator(schemas['env-vars'])(JSON.parse(text))).toBe(true);
});

it('gives each variable that may be set a folder of its own below the central one', () => {
  const templates = variables.filter(({ unsafe }) => unsafe === undefined).map(({ template }) => template);
  expect(templates.filter((template) => !/^\{(CACHE|CONFIG|DATA|STATE)\}\/[\w./-]+$/.test(template))).toEqual([]);
  expect(new Set(templates).size).toBe(templates.length);
});

it('says why, of what has to differ per project, that it is never set for all', () => {
  expect(variables.filter(({ scope, unsafe }) => scope === 'perProject' && unsafe === undefined)).toEqual([]);
});
