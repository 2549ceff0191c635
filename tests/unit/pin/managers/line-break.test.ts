import pipx from '../../../../lib/pin/managers/pipx';
import uv from '../../../../lib/pin/managers/uv';
import type { Manager } from '../../../../lib/pin/manager';
import { memoryWorld } from './world';

it.each<readonly [string, Manager]>([
  ['pipx', pipx],
  ['uv', uv],
])('%s refuses a place whose name holds a line break, before any program is asked', async (name, manager) => {
  const asked: string[] = [];
  const program = (args: readonly string[]): object => {
    asked.push(args.join(' '));
    return {};
  };
  const world = memoryWorld({ programs: { [name]: program, python3: program } });
  const broken = { ...world, paths: { ...world.paths, tools: '/home/a\nda/tools' } };
  const request = { tool: 'delta', version: '2.0', lock: undefined, timeoutMs: 1000, progress: () => undefined };
  const reason = expect.stringContaining('"/home/a\\nda/tools": its name holds a line break') as unknown;
  const refusal = { code: 'PIN013', data: { manager: name, tool: 'delta', reason } };
  await expect(manager.install(broken, request)).rejects.toMatchObject(refusal);
  await expect(manager.newest(broken, 'delta', undefined)).rejects.toMatchObject(refusal);
  expect(asked).toEqual([]);
});
