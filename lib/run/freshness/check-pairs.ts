import { normalize } from 'node:path';
import { shortPath } from '../../system/match-files';
import type { System } from '../../system/port';
import { sharedOutput, unevenPairs } from './faults';

/**
 * Refuses the pairs of a partial task, input and output at the same place, when they cannot be told apart by what is made of them.
 * @throws `unevenPairs` (RUN043), `sharedOutput` (RUN061); both 500.
 */
export function checkPairs(
  { machine }: System,
  root: string,
  task: string,
  inputs: readonly string[],
  outputs: readonly string[],
): void {
  if (outputs.length !== inputs.length) throw unevenPairs({ task, inputs: inputs.length, outputs: outputs.length });
  const makers = new Map<string, string>();
  for (const [index, output] of outputs.entries()) {
    const path = normalize(output);
    // Where two spellings of a name are nearly always one file.
    const file = machine.os === 'linux' ? path : path.toLowerCase();
    const input = inputs[index] ?? '';
    const other = makers.get(file);
    if (other !== undefined)
      throw sharedOutput({
        task,
        output: shortPath(root, path),
        inputs: [shortPath(root, other), shortPath(root, input)],
      });
    makers.set(file, input);
  }
}
