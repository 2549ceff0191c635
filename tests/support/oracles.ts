import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { oracleFolder } from '../../lib/proof/oracles';
import { createRealSystem } from '../../lib/system/real';

const system = createRealSystem();
const folder = oracleFolder(system);

/** The folder of programs that `Test.Setup` fetched. */
export const oracleBin = join(folder, 'bin');

/** Why a program cannot be had; undefined when it is there. */
export function whyMissing(program: string): string | undefined {
  const own = system.processes.which(program) ?? join(oracleBin, program);
  if (existsSync(own)) return undefined;
  return `${program} is not there: run npx just Test.Setup`;
}

/**
 * `describe`, or a suite that is skipped with its reason in its name. Where it could have been had, on CI, the reason is a failure.
 */
export function describeWith(program: string, name: string, body: () => void): void {
  describeUnless(whyMissing(program), name, body);
}

/** The same for whatever else may be missing; `reason` is undefined when nothing is. */
export function describeUnless(reason: string | undefined, name: string, body: () => void): void {
  if (reason === undefined) describe(name, body);
  else if (process.env['CI'] === undefined) {
    process.stderr.write(`skipped: ${name}: ${reason}\n`);
    describe.skip(`${name} (${reason})`, body);
  } else
    it(`${name} can be tested`, () => {
      throw new Error(reason);
    });
}
