import { describeGaps } from '../../../lib/update';

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
