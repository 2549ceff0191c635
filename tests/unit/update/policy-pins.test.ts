import { testCases } from './cases';

describe('pins', () => {
  testCases([
    {
      says: 'leaves a tool at its exact pin',
      pin: '1.0.0',
      offers: '1.1.0',
      skipped: ['1.1.0 pinned'],
      proposes: '1.1.0',
    },
    {
      says: 'moves within a range',
      pin: '^1.0.0',
      offers: '1.4.0 2.0.0',
      target: '1.4.0',
      skipped: ['2.0.0 pinned'],
      proposes: '^2.0.0',
    },
    {
      says: 'keeps the shape of a pin that it proposes',
      pin: '~1.0.0',
      offers: '1.4.0',
      skipped: ['1.4.0 pinned'],
      proposes: '~1.4.0',
    },
    {
      says: 'proposes no pin that the policy would refuse',
      pin: '1.0.0',
      offers: '1.1.0@1 2.0.0',
      policy: { maxMajor: { tool: 1 } },
      skipped: ['2.0.0 max-major', '1.1.0 too-young'],
    },
    {
      says: 'proposes the best that the policy allows',
      pin: '1.0.0',
      offers: '1.1.0 2.0.0',
      policy: { maxMajor: { tool: 1 } },
      skipped: ['2.0.0 max-major', '1.1.0 pinned'],
      proposes: '1.1.0',
    },
    {
      says: 'does not jump over a pin as pipx upgrade does',
      python: true,
      installed: '1.0.0',
      pin: '==1.0.0',
      offers: '1.0.0 2.0.0',
      skipped: ['2.0.0 pinned'],
      proposes: '2.0.0',
    },
    {
      says: 'reads ~0.12 of a Python tool',
      python: true,
      installed: '0.12.0',
      pin: '~0.12',
      offers: '0.12.9 0.13.0',
      target: '0.12.9',
      skipped: ['0.13.0 pinned'],
      proposes: '~0.13.0',
    },
    {
      says: 'keeps 1.10 apart from 1.1',
      python: true,
      installed: '1.10',
      pin: '1.10',
      offers: '1.1 1.11',
      skipped: ['1.11 pinned'],
      proposes: '1.11',
    },
    {
      says: 'holds everything while the pin cannot be read',
      pin: 'latest',
      offers: '1.1.0',
      skipped: ['1.1.0 pinned'],
      proposes: '1.1.0',
    },
    {
      says: 'proposes no pin that would go back',
      pin: '>=2.0.0',
      offers: '1.5.0 2.0.0',
      target: '2.0.0',
      skipped: ['1.5.0 pinned'],
    },
    {
      says: 'proposes no pin that would go back while the version that it asks for is too young',
      pin: '^2.0.0',
      offers: '1.5.0 2.0.0@1',
      skipped: ['2.0.0 too-young', '1.5.0 pinned'],
    },
    {
      says: 'says denied and not pinned where both hold',
      pin: '1.0.0',
      offers: '1.1.0',
      policy: { deny: ['tool'] },
      skipped: ['1.1.0 denied'],
    },
  ]);
});

describe('groups and overrides', () => {
  testCases([
    {
      says: 'waits longer for one tool',
      offers: '1.1.0@5',
      policy: { overrides: { tool: { minAgeDays: 14 } } },
      skipped: ['1.1.0 too-young'],
    },
    {
      says: 'waits less for one tool',
      offers: '1.1.0@0',
      policy: { overrides: { 'npm:tool': { minAgeDays: 0 } } },
      target: '1.1.0',
    },
    {
      says: 'takes prereleases of one tool',
      offers: '2.0.0-beta.1',
      policy: { overrides: { tool: { prerelease: true } } },
      target: '2.0.0-beta.1',
    },
    {
      says: 'lets an override win over its group',
      offers: '1.1.0@5',
      policy: { groups: { g: { tools: ['tool'], minAgeDays: 14 } }, overrides: { tool: { minAgeDays: 4 } } },
      target: '1.1.0',
    },
    {
      says: 'lets a group win over the config',
      offers: '1.1.0@5',
      policy: { groups: { g: { tools: ['to*'], minAgeDays: 14 } } },
      skipped: ['1.1.0 too-young'],
    },
    {
      says: 'takes the first group that fits',
      offers: '1.1.0@5',
      policy: { groups: { a: { tools: ['tool'], minAgeDays: 1 }, b: { tools: ['*'], minAgeDays: 99 } } },
      target: '1.1.0',
    },
    {
      says: 'limits the first number of a group',
      offers: '1.1.0 2.0.0',
      policy: { groups: { g: { tools: ['tool'], maxMajor: 'installed' } } },
      target: '1.1.0',
      skipped: ['2.0.0 max-major'],
    },
    {
      says: 'allows an unknown age for one tool',
      offers: '1.1.0@?',
      policy: { overrides: { tool: { unknownAge: 'allow' } } },
      target: '1.1.0',
    },
  ]);
});
