import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takePrint } from '../../../../lib/run/freshness/fingerprint';
import { createRealSystem } from '../../../../lib/system/real';
import type { System } from '../../../../lib/system/port';

const folder = mkdtempSync(join(tmpdir(), 'clistack-times-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The real one, a minute later: nothing was changed just now. */
function later(): System {
  const system = createRealSystem();
  return { ...system, clock: { ...system.clock, now: () => system.clock.now() + 60_000 } };
}

it('content of the same size whose time was set back is another one', () => {
  const [system, path, time] = [later(), join(folder, 'a'), new Date(2020, 1, 1)];
  const write = (text: string): void => {
    writeFileSync(path, text);
    utimesSync(path, time, time);
  };
  write('one');
  const before = takePrint(system, path, undefined);
  write('two');
  const after = takePrint(system, path, before);
  expect(after).toMatchObject({ size: before?.size, mtimeMs: before?.mtimeMs, ino: before?.ino });
  expect(after?.sha256).toBe(system.hash.file(path));
});

it('a file that is as it was is not read again', () => {
  const [system, path] = [later(), join(folder, 'b')];
  writeFileSync(path, 'one');
  const before = takePrint(system, path, undefined);
  expect(takePrint({ ...system, hash: { ...system.hash, file: () => 'read' } }, path, before)).toBe(before);
});

it('a file that was changed right before it was read is read again', () => {
  const [system, path] = [createRealSystem(), join(folder, 'c')];
  const old = new Date(2020, 1, 1);
  writeFileSync(path, 'one');
  utimesSync(path, old, old);
  const before = takePrint(system, path, undefined);
  expect(takePrint({ ...system, hash: { ...system.hash, file: () => 'read' } }, path, before)?.sha256).toBe('read');
});
