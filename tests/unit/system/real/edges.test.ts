import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRealSystem } from '../../../../lib/system/real';
import { randomBytes, randomId } from '../../../../lib/system/real/random-bytes';
import { errorWith } from '../../../contract/matching';

const system = createRealSystem();
let folder = '';
const at = (...names: string[]): string => join(folder, ...names);
const fault = (fields: Record<string, unknown>): Error => errorWith(fields);

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'clistack-')));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a path that the disk cannot have', () => {
  const tooLong = (): string => at('n'.repeat(256));

  it.each([
    ['stat', () => system.files.stat(tooLong())],
    ['read', () => system.files.read(tooLong())],
    ['list', () => system.files.list(tooLong())],
    ['realPath', () => system.files.realPath(tooLong())],
    ['reading a link', () => system.links.read(tooLong())],
  ])('is no absence for %s', (_, look) => {
    expect(look).toThrow(
      fault({ code: 'SYS003', exit: 506, data: { path: tooLong(), reason: 'the name is too long' } }),
    );
  });

  it.each([
    ['makeFolder', () => system.files.makeFolder(tooLong())],
    ['move to', () => system.files.move(at('a'), tooLong())],
    ['remove', () => system.files.remove(tooLong())],
    ['removeTree', () => system.files.removeTree(tooLong())],
    ['setMode', () => system.files.setMode(tooLong(), 0o600)],
    ['making a link', () => system.links.make(tooLong(), 'x')],
    ['retargeting a link', () => system.links.retarget(tooLong(), 'x')],
    ['removing a link', () => system.links.remove(tooLong())],
  ])('is a fault naming it for %s', (_, change) => {
    writeFileSync(at('a'), 'one');
    expect(change).toThrow(fault({ name: 'StackError', exit: 506 }));
  });
});

describe('a folder with a name that is no UTF-8', () => {
  it('is refused, so that no file in it is lost', () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9])]), 'one');
    expect(() => system.files.list(folder)).toThrow(
      fault({ code: 'SYS003', data: { path: folder, reason: 'it holds a name that is not UTF-8' } }),
    );
  });
});

describe('a child', () => {
  it('that talks to people has nothing to capture', async () => {
    const outcome = await system.processes.run('true', [], { output: 'inherit' });
    expect(outcome).toEqual({ status: 0, signal: null, stdout: '', stderr: '', timedOut: false });
  });

  it('whose program cannot be started is a missing tool', async () => {
    writeFileSync(at('tool'), '#!/no/such/interpreter\n');
    chmodSync(at('tool'), 0o755);
    await expect(system.processes.run(at('tool'), [])).rejects.toMatchObject({ code: 'SYS010', exit: 503 });
  });

  it('keeps the last 8000 characters of what it complained about', async () => {
    const run = system.processes.run('sh', ['-c', 'printf %9000s x >&2; exit 1']);
    await expect(run).rejects.toMatchObject({ data: { stderr: `${' '.repeat(7999)}x` } });
  });
});

describe('the holder of a lock', () => {
  it.each(['', '{"pid":', 'null', '{"purpose":"x"}'])('is another process where its file says %p', async (text) => {
    const request = { folder, name: 'run', waitMs: 0, purpose: 'mine' };
    const held = await system.locks.acquire(request);
    writeFileSync(at('run.lock'), text);
    await expect(system.locks.acquire(request)).rejects.toMatchObject({
      code: 'SYS020',
      data: { holder: 'another process' },
    });
    held.release();
  });

  it('is not the dead one whose name still stands there', async () => {
    const request = { folder, name: 'run', waitMs: 0, purpose: 'mine' };
    const held = await system.locks.acquire(request);
    // No process has this id: it is above the largest one there can be.
    writeFileSync(at('run.lock'), JSON.stringify({ pid: 2 ** 22 + 1, purpose: 'dead' }));
    await expect(system.locks.acquire(request)).rejects.toMatchObject({ data: { holder: 'another process' } });
    held.release();
    expect(readFileSync(at('run.lock'), 'utf8')).toBe('');
  });
});

describe('a real path', () => {
  it('may go through many links', () => {
    mkdirSync(at('end'));
    for (let n = 0; n < 20; n += 1) symlinkSync(n === 0 ? 'end' : `link${n - 1}`, at(`link${n}`));
    expect(system.files.realPath(at('link19'))).toBe(at('end'));
  });
});

describe('random bytes', () => {
  it('are as many as were asked for', () => {
    expect([0, 1, 16, 1000].map((count) => randomBytes(count).length)).toEqual([0, 1, 16, 1000]);
  });

  it('make ids of version 4', () => {
    expect(randomId()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});
