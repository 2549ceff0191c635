import { describeGaps, describeUpdates } from '../../../lib/update';

it('says once for each reason whose weaknesses nobody could tell', () => {
  const gap = (tool: string, reason: string): { manager: string; tool: string; reason: string } => ({
    manager: 'npm',
    tool,
    reason,
  });
  expect(describeGaps({ notAudited: [gap('a', 'no report'), gap('b', 'no login'), gap('c', 'no report')] })).toEqual([
    '2 tools were not audited (--verbose names them): no report',
    'npm:b was not audited: no login',
  ]);
  expect(describeGaps({ notAudited: [] })).toEqual([]);
});

it('says what to do about a pin that cannot be moved', () => {
  const stuckPins = [{ manager: 'pipx', tool: 'demo', pin: '>=0.5,<0.6', version: '0.7.0' }];
  expect(describeUpdates({ actionable: [], pinProposals: [], stuckPins }).split('\n')).toEqual([
    'nothing to update',
    'pin of pipx:demo: >=0.5,<0.6 holds back 0.7.0 and cannot be moved for you; edit pins.pipx of your config',
  ]);
});
