import { paceOf } from '../../../lib/pin/pace';

it.each([
  [false, 'pipx:demo was installed anew, without what was added to it by hand: one, two'],
  [true, 'pipx:demo would be installed anew, without what was added to it by hand: one, two'],
])('what an install takes away that the user had added is told, in a dry run (%p) as what would be', (dryRun, told) => {
  const said: string[] = [];
  const { onLost } = paceOf({ 'tool-timeout': 1 }, { verbose: () => undefined, warn: (text) => said.push(text) });
  onLost?.('pipx', 'demo', ['one', 'two'], dryRun);
  expect(said).toEqual([told]);
});
