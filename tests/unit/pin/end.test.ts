import { endOfMany, toolDamaged, type ToolFailure } from '../../../lib/pin';

const failure = (tool: string, more: Partial<ToolFailure> = {}): ToolFailure => ({
  manager: 'npm',
  tool,
  fault: toolDamaged({ manager: 'npm', tool, reason: 'half of it' }),
  ...more,
});

it('says that a tool is as it was, but not of one that has moved', () => {
  const told: string[] = [];
  const log = { warn: (text: string): void => void told.push(text) };
  const end = endOfMany({ failed: [failure('a'), failure('b', { hasMoved: true })] }, 1, log);
  expect(told).toEqual([
    'npm:a stays as it was: a is damaged: half of it; fix: npx just Pin.Sync --tool npm:a',
    'b is damaged: half of it; fix: npx just Pin.Sync --tool npm:b',
  ]);
  expect(end).toMatchObject({ status: 205 });
});
