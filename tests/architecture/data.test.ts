import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileValidator } from '../../lib/config/validator';
import { schemas as cacheSchemas } from '../../lib/enforce/schemas';
import { schemas as masterbinSchemas } from '../../lib/masterbin/schemas';
import { schemas as variableSchemas } from '../../lib/centralize/schemas';

const read = (name: string): unknown => JSON.parse(readFileSync(join(__dirname, '../../config/data', name), 'utf8'));

it.each([
  ['env-vars', variableSchemas['env-vars']],
  ['cache-patterns', cacheSchemas['cache-patterns']],
  ['system-names', masterbinSchemas['system-names']],
] as const)('%s.json keeps its schema', (name, schema) => {
  const validate = compileValidator(schema);
  expect([validate(read(`${name}.json`)), validate.errors]).toEqual([true, null]);
});

interface Kind {
  readonly pattern: string;
  readonly tool: string;
  readonly link: boolean;
  readonly reason?: string;
}

it('knows at least 20 kinds of linkable caches, each with a folder of its own', () => {
  const { patterns } = read('cache-patterns.json') as { readonly patterns: readonly Kind[] };
  const linkable = patterns.filter(({ link }) => link).map(({ tool }) => tool);
  expect(linkable.length).toBeGreaterThanOrEqual(20);
  expect(new Set(linkable).size).toBe(linkable.length);
});

it('says of every kind that is never linked why', () => {
  const { patterns } = read('cache-patterns.json') as { readonly patterns: readonly Kind[] };
  expect(patterns.filter(({ link, reason }) => !link && reason === undefined)).toEqual([]);
});

it.each(['MYPY_CACHE_DIR', 'PYTEST_ADDOPTS', 'CARGO_TARGET_DIR', 'XDG_CACHE_HOME', 'HF_HOME', 'DOCKER_CONFIG'])(
  'never sets %s for all projects',
  (name) => {
    const { variables } = read('env-vars.json') as {
      readonly variables: readonly { readonly variable: string; readonly unsafe?: string }[];
    };
    expect(variables.find(({ variable }) => variable === name)?.unsafe).toBeTruthy();
  },
);

it('knows at least 60 commands that are never shadowed, each once', () => {
  const { names } = read('system-names.json') as { readonly names: Readonly<Record<string, readonly string[]>> };
  const all = Object.values(names).flat();
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(60);
  expect(all).toEqual(expect.arrayContaining(['sh', 'bash', 'env', '[', 'cp', 'sudo', 'ssh', 'git', 'node']));
});
