import driftFail from '../../../tasks/pin/drift-fail';
import lock from '../../../tasks/pin/lock';
import undoRun from '../../../tasks/undo/run';

const undo = (undone: number, refused: readonly object[], dryRun = false): string | undefined => {
  const data = { command: 'Pin.Lock', run: '7f3c', at: '2026', why: '', undone, refused, before: null, dryRun };
  const [first] = (undoRun.show?.(data) ?? '').split('\n');
  return first;
};

it.each([
  ['1 tool is locked in /l', lock.show?.({ file: '/l', tools: 1 })],
  ['2 tools are locked in /l', lock.show?.({ file: '/l', tools: 2 })],
  ['no drift: 1 tool is as pinned', driftFail.show?.({ tools: 1, drift: [] })],
  ['no drift: 0 tools are as pinned', driftFail.show?.({ tools: 0, drift: [] })],
  ['1 tool drifts', driftFail.show?.({ tools: 1, drift: [{}] })],
  ['1 of 2 tools drifts', driftFail.show?.({ tools: 2, drift: [{}] })],
  ['2 of 2 tools drift', driftFail.show?.({ tools: 2, drift: [{}, {}] })],
  ['took back 1 step of: Pin.Lock', undo(1, [])],
  ['took back 0 steps of: Pin.Lock; 1 left alone', undo(0, [{}])],
  ['would take back 1 step of: Pin.Lock; 2 left alone', undo(1, [{}, {}], true)],
])('%s', (expected, said) => {
  expect(said).toBe(expected);
}); // prettier-ignore
