import driftFail from '../../../tasks/pin/drift-fail';
import lock from '../../../tasks/pin/lock';
import undoRun from '../../../tasks/undo/run';

it.each([
  ['1 tool is locked in /l', lock.show?.({ file: '/l', tools: 1 })],
  ['2 tools are locked in /l', lock.show?.({ file: '/l', tools: 2 })],
  ['no drift: 1 tool is as pinned', driftFail.show?.({ tools: 1, drift: [] })],
  ['no drift: 0 tools are as pinned', driftFail.show?.({ tools: 0, drift: [] })],
  ['1 tool drifts', driftFail.show?.({ tools: 1, drift: [{}] })],
  ['1 of 2 tools drifts', driftFail.show?.({ tools: 2, drift: [{}] })],
  ['2 of 2 tools drift', driftFail.show?.({ tools: 2, drift: [{}, {}] })],
  ['took back 1 step of: Pin.Lock', undoRun.show?.({ command: 'Pin.Lock', undone: 1, refused: [] })],
  ['took back 0 steps of: Pin.Lock; 1 left alone', undoRun.show?.({ command: 'Pin.Lock', undone: 0, refused: [{}] })],
])('%s', (expected, said) => {
  expect(said).toBe(expected);
}); // prettier-ignore
