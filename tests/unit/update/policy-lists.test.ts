import { testCases } from './cases';

describe('versions', () => {
  testCases([
    { says: 'offers the newest version', offers: '1.0.0 1.1.0 1.2.0', target: '1.2.0' },
    { says: 'orders by number, not by text', offers: '1.9.0 1.10.0 1.2.0', target: '1.10.0' },
    {
      says: 'orders by number in whatever order the registry lists them',
      offers: '2.0.0 1.5.0 10.0.0',
      target: '10.0.0',
    },
    { says: 'offers nothing when the newest is installed', installed: '1.2.0', offers: '1.0.0 1.1.0 1.2.0' },
    { says: 'offers nothing when only older versions are public', installed: '9.0.0', offers: '1.0.0 2.0.0' },
    {
      says: 'offers nothing when the registry lists nothing newer than a local build',
      installed: '1.0.1-dev',
      offers: '1.0.0',
    },
    {
      says: 'passes over text that is no version',
      offers: 'latest 1.1.0',
      target: '1.1.0',
      skipped: ['latest unreadable'],
    },
    { says: 'does not see build metadata as news', installed: '1.0.0', offers: '1.0.0+build.2' },
  ]);
});

describe('allow and deny', () => {
  testCases([
    {
      says: 'leaves a denied tool',
      offers: '1.1.0 1.2.0',
      policy: { deny: ['tool'] },
      skipped: ['1.2.0 denied', '1.1.0 denied'],
    },
    { says: 'denies by manager and name', offers: '1.1.0', policy: { deny: ['npm:tool'] }, skipped: ['1.1.0 denied'] },
    {
      says: 'does not deny the tool of another manager',
      offers: '1.1.0',
      policy: { deny: ['pipx:tool'] },
      target: '1.1.0',
    },
    { says: 'denies all of a manager', offers: '1.1.0', policy: { deny: ['npm:*'] }, skipped: ['1.1.0 denied'] },
    {
      says: 'denies a scope',
      tool: 'npm:@types/node',
      offers: '1.1.0',
      policy: { deny: ['@types/*'] },
      skipped: ['1.1.0 denied'],
    },
    {
      says: 'does not take a longer name for a denied one',
      tool: 'npm:tools',
      offers: '1.1.0',
      policy: { deny: ['tool'] },
      target: '1.1.0',
    },
    {
      says: 'denies one bad version alone',
      offers: '1.1.0 1.2.0',
      policy: { deny: ['tool@1.2.0'] },
      target: '1.1.0',
      skipped: ['1.2.0 denied'],
    },
    {
      says: 'says why of every refused version, also of those below the one it moves to',
      offers: '1.1.0!bad 1.2.0 1.3.0-beta.1 1.4.0',
      policy: { deny: ['tool@1.2.0'] },
      target: '1.4.0',
      skipped: ['1.3.0-beta.1 prerelease', '1.2.0 denied', '1.1.0 deprecated'],
    },
    {
      says: 'denies the prereleases of a range as well',
      offers: '1.1.0 2.0.0-beta.1 2.1.0-rc.1',
      policy: { deny: ['tool@2.x'], prerelease: true },
      target: '1.1.0',
      skipped: ['2.1.0-rc.1 denied', '2.0.0-beta.1 denied'],
    },
    {
      says: 'denies the candidates of Python as well',
      python: true,
      installed: '1.0',
      offers: '1.1 2.0rc1 2.1',
      policy: { deny: ['tool@2.x'], prerelease: true },
      target: '1.1',
      skipped: ['2.1 denied', '2.0rc1 denied'],
    },
    {
      says: 'denies every version while the range cannot be read',
      offers: '1.1.0',
      policy: { deny: ['tool@banana'] },
      skipped: ['1.1.0 denied'],
    },
    {
      says: 'denies a tool whatever the case',
      offers: '1.1.0',
      policy: { deny: ['TOOL'] },
      skipped: ['1.1.0 denied'],
    },
    {
      says: 'denies a Python tool in every spelling of its name',
      python: true,
      tool: 'pipx:Foo_Bar',
      offers: '1.1.0',
      policy: { deny: ['foo-b*'] },
      skipped: ['1.1.0 denied'],
    },
    {
      says: 'keeps names of npm apart that differ in their separators',
      tool: 'npm:foo-bar',
      offers: '1.1.0',
      policy: { deny: ['foo.bar'] },
      target: '1.1.0',
    },
    {
      says: 'denies a range of a scoped tool',
      tool: 'npm:@a/b',
      offers: '1.1.0 2.0.0 2.5.0',
      policy: { deny: ['npm:@a/b@2.x'] },
      target: '1.1.0',
      skipped: ['2.5.0 denied', '2.0.0 denied'],
    },
    {
      says: 'lets deny win over allow',
      offers: '1.1.0',
      policy: { allow: ['tool'], deny: ['tool'] },
      skipped: ['1.1.0 denied'],
    },
    { says: 'offers what allow names', offers: '1.1.0', policy: { allow: ['npm:tool'] }, target: '1.1.0' },
    {
      says: 'leaves what allow does not name',
      offers: '1.1.0',
      policy: { allow: ['other'] },
      skipped: ['1.1.0 not-allowed'],
    },
    {
      says: 'leaves everything when allow is empty',
      offers: '1.1.0',
      policy: { allow: [] },
      skipped: ['1.1.0 not-allowed'],
    },
  ]);
});

describe('maxMajor', () => {
  testCases([
    {
      says: 'stays below the highest first number',
      offers: '1.5.0 2.0.0',
      policy: { maxMajor: { tool: 1 } },
      target: '1.5.0',
      skipped: ['2.0.0 max-major'],
    },
    {
      says: 'goes up to it',
      offers: '2.0.0 3.0.0',
      policy: { maxMajor: { 'npm:tool': 2 } },
      target: '2.0.0',
      skipped: ['3.0.0 max-major'],
    },
    {
      says: 'keeps the installed first number',
      installed: '4.1.0',
      offers: '4.2.0 5.0.0',
      policy: { maxMajor: { '*': 'installed' } },
      target: '4.2.0',
      skipped: ['5.0.0 max-major'],
    },
    {
      says: 'prefers the exact name over a pattern',
      offers: '2.0.0 3.0.0',
      policy: { maxMajor: { '*': 1, tool: 3 } },
      target: '3.0.0',
    },
    {
      says: 'prefers the longer of two patterns',
      offers: '2.0.0 3.0.0',
      policy: { maxMajor: { '*': 1, 'npm:*': 3 } },
      target: '3.0.0',
    },
    {
      says: 'allows first number 0 alone',
      installed: '0.1.0',
      offers: '0.9.0 1.0.0',
      policy: { maxMajor: { tool: 0 } },
      target: '0.9.0',
      skipped: ['1.0.0 max-major'],
    },
    {
      says: 'moves nothing back that is above it already',
      installed: '3.0.0',
      offers: '2.9.0 3.1.0',
      policy: { maxMajor: { tool: 2 } },
      skipped: ['3.1.0 max-major'],
    },
    {
      says: 'counts years of Python packages as first numbers',
      python: true,
      installed: '24.1',
      offers: '24.10 25.1',
      policy: { maxMajor: { tool: 24 } },
      target: '24.10',
      skipped: ['25.1 max-major'],
    },
  ]);
});
