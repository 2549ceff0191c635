import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const planted = join(root, 'tests', 'fixtures', 'lint');

interface Planted {
  readonly file: string;
  readonly text: string;
  readonly rule: string;
  /** Where it pretends to lie. */
  readonly at: string;
}

/** Each planted file begins with the rule it must break and the place it pretends to lie at. */
const files = readdirSync(planted).map((file): Planted => {
  const text = readFileSync(join(planted, file), 'utf8');
  const [, rule = '', at = ''] = /^\/\/ breaks (\S+) as (\S+)/.exec(text) ?? [];
  return { file, text, rule, at };
});

// ESLint is ESM-only from here on, so it lints in a process of its own: texts in, broken rules out.
const script = `
  const { ESLint } = await import('eslint');
  const { default: clistack } = await import('./lint/index.mjs');
  const { default: tseslint } = await import('typescript-eslint');
  const rules = Object.fromEntries(Object.keys(clistack.rules).map((name) => ['clistack/' + name, 'error']));
  const config = { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, plugins: { clistack }, rules: { ...rules, 'no-console': 'error', 'no-eval': 'error', 'no-new-func': 'error' } };
  const eslint = new ESLint({ cwd: process.cwd(), overrideConfigFile: true, overrideConfig: config, allowInlineConfig: false });
  const planted = JSON.parse(process.argv[1]);
  const found = [];
  for (const { text, at } of planted) {
    const [result] = await eslint.lintText(text, { filePath: at });
    found.push(result.messages.map(({ ruleId }) => ruleId));
  }
  console.log(JSON.stringify(found));
`;

const args = ['--input-type=module', '-e', script, JSON.stringify(files)];
const found = JSON.parse(
  execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }),
) as readonly (readonly string[])[];

it.each(files.map(({ file, rule }, index) => ({ file, rule, index })))(
  '$file breaks $rule and nothing else',
  ({ rule, index }) => {
    expect([...new Set(found[index])]).toEqual([rule]);
  },
);

it('has a planted file for every rule of ours', () => {
  const names = readdirSync(join(root, 'lint', 'rules')).map((name) => `clistack/${name.replace('.mjs', '')}`);
  expect(files.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining([...names, 'no-console', 'no-eval', 'no-new-func']),
  );
});
