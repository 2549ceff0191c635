'use strict';

const project = (name, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  // The instrumented copy of the package is no second project.
  modulePathIgnorePatterns: ['<rootDir>/coverage/', '<rootDir>/dist/'],
  testEnvironment: '<rootDir>/tests/jest/environment.js',
  // ESM-only packages cannot be transformed; the environment hands out Node's own require for them.
  moduleNameMapper: { '^(execa|globby|chokidar|archiver)$': '<rootDir>/tests/jest/native/$1.js' },
  transform: {
    '^.+\\.ts$': [
      'ts-jest',
      {
        diagnostics: false,
        tsconfig: {
          module: 'commonjs',
          moduleResolution: 'node10',
          target: 'es2022',
          esModuleInterop: true,
          types: ['node', 'jest'],
          isolatedModules: true,
        },
      },
    ],
  },
  ...extra,
});

module.exports = {
  projects: [
    ...['unit', 'contract', 'integration', 'e2e', 'architecture', 'sweep'],
    // Red anywhere but on a real node.exe, so only the lane asks for it.
    ...(process.env.CLISTACK_TEST_WINDOWS === '1' || process.platform === 'win32' ? ['windows'] : []),
  ].map((name) => project(name)),
  testTimeout: 60_000,
};
