import { chooseVersion } from '../../../lib/update';
import { candidateOf, now, shipped, type Case } from './cases';

it.each<Case>([
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
  { says: 'installs a listed tool that allow does not name', offers: '1.0.0', policy: { allow: [] }, target: '1.0.0' },
  { says: 'installs no denied version', offers: '1.0.0 1.2.0', policy: { deny: ['tool@1.2.0'] }, target: '1.0.0' },
])('$says', (one) => {
  expect(chooseVersion(candidateOf(one), { ...shipped, ...one.policy }, now)).toBe(one.target);
});
