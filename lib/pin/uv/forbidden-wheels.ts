import { isStackError } from '../../kernel/fault';
import { installFailed, unknownTool, wheelsForbidden } from '../faults';
import type { ManagerWorld } from '../manager';
import { callUv, pythonOfUv } from './call';

/**
 * Calls uv, and where it finds nothing to install says so if its own settings forbid wheels: uv then tells of what it lacks, and not why. No option of
 * its `pip` takes such a setting back, and with no settings at all its indexes would be lost.
 * @throws `wheelsForbidden` (PIN030, 504), and what `call` throws.
 */
export async function withWheels<T>(world: ManagerWorld, tool: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isStackError(error) || ![unknownTool.page.code, installFailed.page.code].includes(error.code)) throw error;
    const [forbidden] = await noBinaryOf(world, tool);
    if (forbidden === undefined) throw error;
    throw wheelsForbidden({ tool, package: forbidden === ':all:' ? null : forbidden }, { cause: error });
  }
}

/** uv has no command that shows its settings; compiling nothing names these and asks nobody. */
async function noBinaryOf(world: ManagerWorld, tool: string): Promise<readonly string[]> {
  const python = await pythonOfUv(world, tool);
  const args = ['pip', 'compile', '-', '--emit-build-options', '--no-header', '--offline', '--python', python];
  const text = await callUv(world, tool, args, { cwd: world.paths.home, timeoutMs: 120_000, input: '\n' });
  return [...text.matchAll(/^--no-binary (\S+)$/gm)].map(([, name = '']) => name);
}
