import { keepCode, type CompiledFile } from '../../../lib/run/keep-code';
import { createMemorySystem, type MemorySystem } from '../../../lib/system/memory';

const state = '/home/user/.local/state/clistack';
const folder = `${state}/code`;
let system: MemorySystem;
beforeEach(() => {
  system = createMemorySystem();
});

const file = (name: string, times: number, text = 'code'): CompiledFile => ({
  file: name,
  times,
  code: () => Buffer.from(text),
});

const kept = (name: string): string => system.files.read(`${folder}/${name}`).toString('latin1');

it('writes what V8 made, and behind it how many runs have done so', () => {
  keepCode(system, state, [file('a.cache', 0), file('b.cache', 3, 'other')]);
  expect([kept('a.cache'), kept('b.cache')]).toEqual(['code\u0001', 'other\u0004']);
  expect(system.files.stat(`${folder}/a.cache`)?.mode).toBe(0o600);
  expect(system.files.stat(folder)?.mode).toBe(0o700);
});

it('leaves a disk that is nearly full to those who need it', () => {
  const full = createMemorySystem({ freeBytes: 60_000_000 });
  keepCode(full, state, [file('a.cache', 0)]);
  expect(full.files.list(folder)).toEqual([]);
});

it('takes the oldest away where many packages and Nodes have left theirs, and what a killed run left on its way', () => {
  system.files.makeFolder(folder);
  for (let at = 0; at < 30; at += 1) {
    system.advance(1000);
    system.files.write(`${folder}/old-${String(at)}.cache`, 'x');
  }
  const left = `${folder}/.a.cache.999999-0123456789abcdef01234567.clistack-tmp`;
  system.files.write(left, 'half');
  system.advance(1000);
  keepCode(system, state, [file('new.cache', 1)]);
  const names = system.files.list(folder).map(({ name }) => name);
  expect(names).toHaveLength(24);
  expect(names).toEqual(expect.arrayContaining(['new.cache', 'old-29.cache', 'old-7.cache']));
  expect(names).not.toContain('old-6.cache');
});

it('lets a run end well that cannot keep anything', () => {
  system.files.makeFolder(state);
  system.files.write(folder, 'a file of somebody');
  expect(() => {
    keepCode(system, state, [file('a.cache', 0)]);
  }).not.toThrow();
  expect(system.files.readText(folder)).toBe('a file of somebody');
});
