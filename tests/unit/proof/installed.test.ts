import { createMemorySystem } from '../../../lib/system/memory';
import type { TaskContext } from '../../../lib/run/context';
import ci from '../../../tasks/ci';

it('CI of an installed package says that it is none of its own, and is no success', () => {
  const system = createMemorySystem();
  // Its body asks for the System alone.
  expect(ci.run?.({ system } as unknown as TaskContext)).toMatchObject({ kind: 'skipped', code: 'NO-SOURCES' });
});
