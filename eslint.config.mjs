import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import clistack from './lint/index.mjs';

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'tests/fixtures/', 'schema/'] },
  js.configs.recommended,
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
  { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { clistack },
    rules: {
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'off',
      'no-new-func': 'error',
      'clistack/layers': 'error',
      'clistack/one-door': 'error',
      'clistack/no-shell': 'error',
      'clistack/no-ignored-status': 'error',
      'clistack/platform-in-system': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Our ports are objects of closures: there is no `this` that could get lost.
      '@typescript-eslint/unbound-method': 'off',
      // Heavy packages are loaded inside the function that needs them, so that listing tasks stays instant.
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // One type parameter may say what a callback and a result share with the caller's own type.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['lib/log/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    // The door of just.config.ts speaks before anything of ours is loaded.
    files: ['just.config.ts'],
    rules: { 'no-console': 'off', 'clistack/platform-in-system': 'off' },
  },
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'clistack/layers': 'off',
      'clistack/one-door': 'off',
      'clistack/platform-in-system': 'off',
      'no-console': 'off',
      // Jest's matchers are typed as any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
);
