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
