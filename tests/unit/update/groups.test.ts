import { decideUpdates, type UpdateConfig } from '../../../lib/update';
import { candidateOf, now, shipped, type Case } from './cases';

function decide(cases: readonly Omit<Case, 'says'>[], policy: Partial<UpdateConfig>): Record<string, unknown> {
  const candidates = cases.map((one) => candidateOf({ says: '', ...one }));
  const { actionable, skipped } = decideUpdates(candidates, { ...shipped, ...policy }, now);
  return {
    moves: actionable.map(({ tool, target, group }) => `${tool} ${target} ${group ?? '-'}`),
    waits: skipped.map(({ tool, version, code }) => `${tool} ${version} ${code}`),
  };
}

const lockstep = { lint: { tools: ['@lint/*'], sameVersion: true } };

it('names the group of every tool that moves', () => {
  const cases = [
    { tool: 'npm:@lint/a', offers: '1.1.0' },
    { tool: 'npm:other', offers: '1.1.0' },
  ];
  expect(decide(cases, { groups: { lint: { tools: ['@lint/*'] } } })).toEqual({
    moves: ['@lint/a 1.1.0 lint', 'other 1.1.0 -'],
    waits: [],
  });
});

it('moves a group to the newest version that all of it may have', () => {
  const cases = [
    { tool: 'npm:@lint/a', offers: '1.1.0 1.2.0 1.3.0' },
    { tool: 'npm:@lint/b', offers: '1.1.0 1.2.0' },
    { tool: 'npm:@lint/c', installed: '1.2.0', offers: '1.2.0 1.3.0' },
  ];
  expect(decide(cases, { groups: lockstep })).toEqual({
    moves: ['@lint/a 1.2.0 lint', '@lint/b 1.2.0 lint'],
    waits: ['@lint/a 1.3.0 group-waits', '@lint/c 1.3.0 group-waits'],
  });
});

it('moves none of a group while one of it is held by its pin', () => {
  const cases = [
    { tool: 'npm:@lint/a', offers: '1.1.0' },
    { tool: 'npm:@lint/b', pin: '1.0.0', offers: '1.1.0' },
  ];
  expect(decide(cases, { groups: lockstep })).toEqual({
    moves: [],
    waits: ['@lint/a 1.1.0 group-waits', '@lint/b 1.1.0 pinned'],
  });
});

it.each([
  ['all of it could have', '1.1.0', '1.0.0', ['@lint/a 1.1.0', '@lint/b 1.1.0']],
  ['another may have that has no pin', '1.1.0 1.2.0', undefined, ['@lint/a 1.2.0']],
  ['one of it has', '1.3.0', '1.0.0', []],
])('proposes a pin not beyond what %s', (_, others, pin, proposed) => {
  const cases = [
    { says: '', tool: 'npm:@lint/a', pin: '1.0.0', offers: '1.1.0 1.2.0' },
    { says: '', tool: 'npm:@lint/b', offers: others, ...(pin === undefined ? {} : { pin }) },
  ];
  const { pinProposals } = decideUpdates(cases.map(candidateOf), { ...shipped, groups: lockstep }, now);
  expect(pinProposals.map(({ tool, to }) => `${tool} ${to}`)).toEqual(proposed);
});
