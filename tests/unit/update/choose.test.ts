import { chooseVersion } from '../../../lib/update';
import { candidateOf, now, shipped, type Case } from './cases';

it.each<Case & { readonly refused?: string }>([
  { says: 'installs the newest of a free tool', offers: '1.0.0 1.2.0', target: '1.2.0' },
  { says: 'installs what is old enough', offers: '1.0.0 1.2.0@1', target: '1.0.0' },
  { says: 'installs what is too young where there is nothing else', offers: '1.0.0@0 1.2.0@1', target: '1.2.0' },
  { says: 'stays in the pin', pin: '~1.2', offers: '1.2.0 1.2.9 1.3.0', target: '1.2.9' },
  { says: 'obeys an exact pin that is too young', pin: '1.2.0', offers: '1.0.0 1.2.0@0', target: '1.2.0' },
  { says: 'obeys an exact pin that is deprecated', pin: '1.2.0', offers: '1.2.0!old', target: '1.2.0' },
  {
    says: 'obeys an exact pin that is a prerelease',
    pin: '2.0.0-rc.1',
    offers: '1.0.0 2.0.0-rc.1',
    target: '2.0.0-rc.1',
  },
  { says: 'finds nothing for a pin that nothing fits', pin: '^9', offers: '1.0.0' },
  { says: 'finds nothing for a pin that is no range', pin: 'latest', offers: '1.0.0' },
  { says: 'passes over deprecated versions', offers: '1.0.0 1.2.0!bad', target: '1.0.0' },
  { says: 'never takes a prerelease for the newest', offers: '1.0.0 2.0.0-beta.1', target: '1.0.0' },
  { says: 'stays below what is called latest', latest: '1.1.0', offers: '1.1.0 2.0.0', target: '1.1.0' },
  {
    says: 'obeys a pin above what is called latest',
    pin: '^2.0.0',
    latest: '1.1.0',
    offers: '1.1.0 2.0.0',
    target: '2.0.0',
  },
  {
    says: 'waits until a version is old enough for a pin above what is called latest, too',
    pin: '^2.0.0',
    latest: '1.1.0',
    offers: '1.1.0 2.0.0 2.1.0@0',
    target: '2.0.0',
  },
  {
    says: 'takes the release that a pin names by its prerelease, whatever is called latest',
    pin: '^2.0.0-rc.1',
    latest: '1.1.0',
    offers: '1.1.0 2.0.0-rc.1 2.0.0',
    target: '2.0.0',
  },
  {
    says: 'takes one above what is called latest where the others in the pin are deprecated',
    pin: '>=1',
    latest: '1.1.0',
    offers: '1.0.0!bad 1.1.0!bad 1.2.0',
    target: '1.2.0',
  },
  { says: 'installs what is deprecated where there is nothing else', offers: '1.0.0!old 1.1.0!old', target: '1.1.0' },
  {
    says: 'installs no deprecated version where the others are too young',
    offers: '1.0.0!old 1.1.0@0',
    target: '1.1.0',
  },
  {
    says: 'installs what is above maxMajor where the pin names nothing else',
    pin: '^4',
    offers: '3.0.0 4.0.0 4.1.0@1',
    policy: { maxMajor: { tool: 3 } },
    target: '4.0.0',
  },
  {
    says: 'installs a prerelease where there is nothing else',
    offers: '0.1.0-alpha.1 0.1.0-alpha.2',
    target: '0.1.0-alpha.2',
  },
  {
    says: 'installs nothing above maxMajor without a pin',
    offers: '4.0.0',
    policy: { maxMajor: { tool: 3 } },
    refused: '4.0.0: its first number is above 3',
  },
  {
    says: 'installs nothing above maxMajor where the pin names something below it, too',
    pin: '>=3',
    offers: '3.0.0@0 4.0.0',
    policy: { maxMajor: { tool: 3 } },
    target: '3.0.0',
  },
  {
    says: 'installs nothing that was taken back',
    python: true,
    offers: '1.0~broken 1.1~broken',
    refused: '1.1: it was taken back: broken',
  },
  {
    says: 'finds no prerelease that is above what is called latest',
    latest: '1.0.0-rc.1',
    offers: '1.0.0-rc.1 2.0.0-rc.1',
    target: '1.0.0-rc.1',
  },
  { says: 'obeys an exact pin that was taken back', python: true, pin: '1.1', offers: '1.0 1.1~broken', target: '1.1' },
  {
    says: 'installs no denied version even where the pin names nothing else',
    pin: '^2.0.0',
    offers: '1.0.0 2.0.0',
    policy: { deny: ['tool@2.x'] },
    refused: '2.0.0: update.deny names tool@2.x',
  },
  { says: 'installs a listed tool that allow does not name', offers: '1.0.0', policy: { allow: [] }, target: '1.0.0' },
  { says: 'installs no denied version', offers: '1.0.0 1.2.0', policy: { deny: ['tool@1.2.0'] }, target: '1.0.0' },
])('$says', (one) => {
  const chosen = chooseVersion(candidateOf(one), { ...shipped, ...one.policy }, now);
  expect(chosen).toEqual(one.target === undefined ? { refused: one.refused } : { version: one.target });
});
