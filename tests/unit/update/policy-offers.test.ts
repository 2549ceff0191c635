import { testCases } from './cases';

describe('minAgeDays and unknownAge', () => {
  testCases([
    { says: 'waits until a version is old enough', offers: '1.1.0@2', skipped: ['1.1.0 too-young'] },
    { says: 'offers it on the day', offers: '1.1.0@3', target: '1.1.0' },
    {
      says: 'takes the older one meanwhile',
      offers: '1.1.0@10 1.2.0@1',
      target: '1.1.0',
      skipped: ['1.2.0 too-young'],
    },
    { says: 'offers at once with minAgeDays 0', offers: '1.1.0@0', policy: { minAgeDays: 0 }, target: '1.1.0' },
    { says: 'trusts no date in the future', offers: '1.1.0@-5', skipped: ['1.1.0 too-young'] },
    { says: 'leaves a version without a date', offers: '1.1.0@?', skipped: ['1.1.0 age-unknown'] },
    {
      says: 'takes the newest one that has a date',
      offers: '1.1.0 1.2.0@?',
      target: '1.1.0',
      skipped: ['1.2.0 age-unknown'],
    },
    {
      says: 'offers it where the user allows that',
      offers: '1.1.0@?',
      policy: { unknownAge: 'allow' },
      target: '1.1.0',
    },
    { says: 'needs no date with minAgeDays 0', offers: '1.1.0@?', policy: { minAgeDays: 0 }, target: '1.1.0' },
    { says: 'takes a date that cannot be read for none', offers: '1.1.0@x', skipped: ['1.1.0 age-unknown'] },
  ]);
});

describe('prereleases, tags and marked versions', () => {
  testCases([
    {
      says: 'never offers a prerelease',
      offers: '2.0.0-beta.1 1.1.0',
      target: '1.1.0',
      skipped: ['2.0.0-beta.1 prerelease'],
    },
    {
      says: 'nor one that is tagged latest',
      latest: '2.0.0-beta.1',
      offers: '2.0.0-beta.1 1.1.0',
      target: '1.1.0',
      skipped: ['2.0.0-beta.1 prerelease'],
    },
    {
      says: 'offers it where the user allows that',
      offers: '2.0.0-beta.1 1.1.0',
      policy: { prerelease: true },
      target: '2.0.0-beta.1',
    },
    {
      says: 'offers the release to one who has its candidate',
      installed: '2.0.0-rc.1',
      offers: '2.0.0-rc.2 2.0.0',
      target: '2.0.0',
      skipped: ['2.0.0-rc.2 prerelease'],
    },
    {
      says: 'reads the candidates of Python',
      python: true,
      installed: '1.0',
      offers: '1.1rc1 1.1.dev3 1.0.post1',
      target: '1.0.post1',
      skipped: ['1.1rc1 prerelease', '1.1.dev3 prerelease'],
    },
    {
      says: 'stays below what the registry calls latest',
      latest: '1.1.0',
      offers: '1.1.0 2.0.0',
      target: '1.1.0',
      skipped: ['2.0.0 beyond-latest'],
    },
    {
      says: 'stays below it for one who takes prereleases, who gets those alone',
      latest: '1.1.0',
      offers: '1.1.0 2.0.0 2.1.0-beta.1',
      policy: { prerelease: true },
      target: '2.1.0-beta.1',
      skipped: ['2.0.0 beyond-latest'],
    },
    { says: 'needs no latest tag', offers: '1.1.0 2.0.0', target: '2.0.0' },
    {
      says: 'passes over a latest tag that names nothing',
      latest: 'gone',
      offers: '1.1.0',
      skipped: ['1.1.0 beyond-latest'],
    },
    {
      says: 'never moves back when the tag does',
      installed: '1.2.0',
      latest: '1.1.0',
      offers: '1.1.0 1.2.0',
      skipped: ['1.1.0 downgrade'],
    },
    {
      says: 'and holds what is above the moved tag',
      installed: '1.2.0',
      latest: '1.1.0',
      offers: '1.1.0 1.2.0 1.3.0',
      skipped: ['1.1.0 downgrade', '1.3.0 beyond-latest'],
    },
    {
      says: 'leaves a deprecated version',
      offers: '1.1.0 1.2.0!broken',
      target: '1.1.0',
      skipped: ['1.2.0 deprecated'],
    },
    { says: 'leaves a deprecated version without a reason', offers: '1.2.0!', skipped: ['1.2.0 deprecated'] },
    {
      says: 'leaves a yanked version',
      python: true,
      installed: '1.0',
      offers: '1.1 1.2~mistake',
      target: '1.1',
      skipped: ['1.2 yanked'],
    },
  ]);
});
