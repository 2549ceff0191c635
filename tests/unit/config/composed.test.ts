import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedNames, loadConfigRules } from '../../../lib/config/composed';
import { findConfigPieces } from '../../../lib/config/find-pieces';
import type { ConfigPiece } from '../../../lib/config/config';
import { isPlain } from '../../../lib/config/merge';
import { checkPaths } from '../../../lib/config/path-rules';
import { corePieces } from '../../../lib/config/core-pieces';
import { isCodeFolderSchema, isPathSchema, pathSchema } from '../../../lib/config/pieces';
import { composeConfig } from '../../../lib/config/schema';
import { renderValidator } from '../../../lib/config/validator';
import { createMemorySystem } from '../../../lib/system/memory';
import { composed, load, packageFiles, root, sourceFiles, validate } from './world';

const lib = '/pkg/lib';
const piece = (key: string): { readonly configPiece: ConfigPiece } => ({
  configPiece: { key, schema: {}, defaults: 1 },
});

describe('the pieces of the nouns', () => {
  const files = {
    [`${lib}/b/config.js`]: '',
    [`${lib}/a/config.ts`]: '',
    [`${lib}/both/config.js`]: '',
    [`${lib}/both/config.ts`]: '',
    [`${lib}/none/other.ts`]: '',
    [`${lib}/index.ts`]: '',
    [`${lib}/empty/config.ts`]: '',
  };
  const modules = (path: string): unknown => (path.includes('empty') ? {} : piece(path.replace(`${lib}/`, '')));

  it('are found in the folders that have one', () => {
    const found = findConfigPieces(createMemorySystem({ files }).files, lib, modules);
    expect(found.map(({ key }) => key)).toEqual(['a/config.ts', 'b/config.js', 'both/config.js']);
  });

  it('are made of the entries of a folder, where a noun says so', () => {
    const entries = {
      [`${lib}/pin/config.js`]: '',
      [`${lib}/pin/managers/b.js`]: '',
      [`${lib}/pin/managers/a.ts`]: '',
    };
    const others = { [`${lib}/pin/managers/a.d.ts`]: '', [`${lib}/bare/config.js`]: '' };
    const pieces = {
      configEntries: 'managers',
      configPieces: (found: readonly unknown[]) => found.map((name) => piece(String(name)).configPiece),
    };
    const loaded = (path: string): unknown =>
      path.includes('managers') ? { default: path.replace(`${lib}/`, '') } : pieces;
    const found = findConfigPieces(createMemorySystem({ files: { ...entries, ...others } }).files, lib, loaded);
    expect(found.map(({ key }) => key)).toEqual(['pin/managers/a.ts', 'pin/managers/b.js']);
  });

  it.each([null, 'text', undefined])('are none of a module that is %j', (module) => {
    expect(findConfigPieces(createMemorySystem({ files }).files, lib, () => module)).toEqual([]);
  });
});

describe('the composed config', () => {
  it('does not depend on the order of the pieces', () => {
    const pieces = ['c', 'a', 'b'].map((key) => piece(key).configPiece);
    expect(JSON.stringify(composeConfig(pieces))).toBe(JSON.stringify(composeConfig(pieces.toReversed())));
  });

  it('has a default for every key of its own and of every noun', () => {
    expect(Object.keys(composed.defaults)).toEqual([
      'version', ...corePieces.map(({ key }) => key), 'centralize', 'enforce', 'health', 'masterbin', 'pins', 'quarantine',
      'tools', 'update',
    ]); // prettier-ignore
  });

  it('has no path among its defaults, so that a path rule is about what was given', () => {
    const managed = { ...composed.defaults, reports: { dir: '/home/ada' } };
    expect(checkPaths(managed, composed.schema, { home: '/home/ada', pathSeparator: ':' })).toHaveLength(1);
    expect(pathsIn(composed.defaults, composed.schema)).toEqual([]);
    expect(pathsIn(managed, composed.schema)).toEqual(['/home/ada']);
  });

  it('describes every key', () => {
    const undescribed = (schema: unknown, at: string): readonly string[] => {
      if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return [];
      return Object.entries(schema.properties ?? {}).flatMap(([key, inner]: [string, unknown]) => [
        ...(typeof inner === 'object' && inner !== null && 'description' in inner ? [] : [`${at}/${key}`]),
        ...undescribed(inner, `${at}/${key}`),
      ]);
    };
    expect(undescribed(composed.schema, '')).toEqual([]);
  });

  it('says in words what every pattern asks for', () => {
    const isPath = (schema: unknown): boolean => isPathSchema(schema) || isCodeFolderSchema(schema);
    const wordless = (schema: unknown): readonly unknown[] => {
      if (Array.isArray(schema)) return schema.flatMap(wordless);
      if (!isPlain(schema)) return [];
      const own = typeof schema['pattern'] === 'string' && !('description' in schema) && !isPath(schema);
      return [...(own ? [schema['pattern']] : []), ...Object.values(schema).flatMap(wordless)];
    };
    expect(wordless({ items: { pattern: 'x' } })).toEqual(['x']);
    expect(wordless(composed.schema)).toEqual([]);
  });

  it('knows a managed path by its schema', () => {
    const reports = corePieces.find(({ key }) => key === 'reports')?.schema;
    expect([isPathSchema(reports), isPathSchema({ ...pathSchema, description: 'd' })]).toEqual([false, true]);
    expect([isPathSchema(null), isPathSchema('x'), isPathSchema({ pattern: 'x' })]).toEqual([false, false, false]);
  });
});

/** Texts at the places of managed paths. */
function pathsIn(value: unknown, schema: unknown): readonly string[] {
  if (typeof value === 'string') return isPathSchema(schema) ? [value] : [];
  if (!isPlain(schema)) return [];
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, schema['items']));
  const { properties } = schema;
  if (!isPlain(value) || !isPlain(properties)) return [];
  return Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, properties[key]));
}

describe('the rules', () => {
  it('are those the build wrote', () => {
    const rules = loadConfigRules({ files: createMemorySystem({ files: packageFiles }).files, load, isBuilt: true });
    expect(rules).toMatchObject(JSON.parse(JSON.stringify(composed)) as object);
    expect(rules.validate).toBe(validate);
  });

  it('are made of the sources where there is no build', () => {
    const rules = loadConfigRules({ files: createMemorySystem({ files: sourceFiles }).files, load, isBuilt: false });
    expect(JSON.stringify(rules.schema)).toBe(JSON.stringify(composed.schema));
    expect(rules.defaults).toEqual(composed.defaults);
    expect(rules.validate(composed.defaults)).toBe(true);
  });
});

const values: readonly (readonly [unknown])[] = [
  [composed.defaults],
  [{}],
  [{ version: 2 }],
  [{ log: 1, logs: { keepDays: 3, level: 'x' } }],
  [{ workspaces: ['~/a', '~/a', '/'], reports: { dir: 4 } }],
  [{ centralize: { set: { 'a b': 'x', A: 'a\nb' } }, enforce: { patterns: { 'a/b/c': 'link', b: 'no' } } }],
  [{ extends: [1] }],
  [[]],
  [null],
];

describe('the validator that the build writes', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'clistack-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const build = (name: string, text: string): ((value: unknown) => unknown) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const built: unknown = require(path);
    if (typeof built !== 'function') throw new Error('the validator is no function');
    return built as (value: unknown) => unknown;
  };

  it.each(values)('says the same as the one made in this process: %j', (value) => {
    const built = build(generatedNames.validator, renderValidator(composed.schema));
    expect(built(value)).toBe(validate(value));
    expect('errors' in built ? JSON.stringify(built.errors) : 'none').toBe(JSON.stringify(validate.errors));
  });
});
