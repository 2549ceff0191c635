import { describeOverridden, overriddenPins } from '../../../lib/update';

it('knows the pins that a variable sets, whatever the file says', () => {
  const base = { from: '1.0.0', to: '2.0.0', version: '2.0.0' };
  const proposals = [
    { ...base, manager: 'npm', tool: '@a/b' },
    { ...base, manager: 'npm', tool: 'semver' },
    { ...base, manager: 'uv', tool: 'semver' },
  ];
  const sources = {
    '/pins/npm/@a~1b': '/home/ada/toolstack.config.json',
    '/pins/npm/semver': 'CLISTACK__pins__npm__semver',
  };
  const overridden = overriddenPins(proposals, sources);
  expect(overridden).toEqual([{ ...proposals[1], variable: 'CLISTACK__pins__npm__semver' }]);
  expect(describeOverridden(overridden)).toEqual([
    'pin of npm:semver: 1.0.0 could be 2.0.0, and CLISTACK__pins__npm__semver sets it, which no file can change',
  ]);
});
