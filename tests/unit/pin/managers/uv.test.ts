import { dirname, join } from 'node:path';
import { findUv } from '../../../../lib/pin/uv/call';
import { memoryWorld } from './world';

it.each([
  [['pipx'], 'pipx install uv'],
  [[], 'npx just PipxInstall --bootstrap && pipx install uv'],
])('says how uv is had with %j on the PATH', (names, fix) => {
  const programs = Object.fromEntries(names.map((name) => [name, () => ({})]));
  expect(findUv(memoryWorld({ programs }))).toEqual({ found: false, tool: 'uv', fix });
});

it('finds uv', () => {
  expect(findUv(memoryWorld({ programs: { uv: () => ({}) } }))).toMatchObject({ found: true });
});

it.each([
  ['in the usual folder', {}, '/home/ada/.local/bin/uv'],
  ['in a folder of the user’s', { PIPX_BIN_DIR: '/opt/bin' }, '/opt/bin/uv'],
])('finds a uv that pipx installed %s, which is not on the PATH', (_, env, path) => {
  const world = memoryWorld({ env, programs: { pipx: () => ({}) } });
  world.system.files.makeFolder(dirname(path));
  world.system.files.write(path, '', { mode: 0o644 });
  expect(findUv(world)).toMatchObject({ found: false });
  world.system.files.setMode(path, 0o755);
  expect(findUv(world)).toEqual({ found: true, path: join(path) });
});
