import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { oracleBin } from './oracles';
import type { Sandbox } from './sandbox';

/**
 * Puts the environment into the home whose pip our pipx shares: of the python of the one that `Test.Setup` made, with its pip and nothing else.
 * Making it takes longer than all that a suite does with it; the suite of the managers has it made.
 */
export function bringSharedPip(sandbox: Sandbox): void {
  const from = dirname(oracleBin);
  const to = sandbox.path('.local/share/clistack/tools/pipx/.shared/libs');
  const link = (...path: readonly string[]): void => {
    mkdirSync(dirname(join(to, ...path)), { recursive: true });
    symlinkSync(join(from, ...path), join(to, ...path));
  };
  mkdirSync(to, { recursive: true, mode: 0o700 });
  cpSync(join(from, 'pyvenv.cfg'), join(to, 'pyvenv.cfg'));
  for (const name of readdirSync(oracleBin)) {
    // Links among each other, and one to the python of the machine.
    if (name.startsWith('python')) cpSync(join(oracleBin, name), join(to, 'bin', name), { verbatimSymlinks: true });
    else if (name.startsWith('pip') && !name.startsWith('pipx')) link('bin', name);
  }
  for (const lib of readdirSync(join(from, 'lib')))
    for (const name of readdirSync(join(from, 'lib', lib, 'site-packages')))
      if (/^pip(?:-.*)?$/.test(name)) link('lib', lib, 'site-packages', name);
}
