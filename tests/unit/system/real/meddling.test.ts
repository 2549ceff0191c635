import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRealSystem } from '../../../../lib/system/real';

let folder = '';
const at = (name: string): string => join(folder, name);
const { files } = createRealSystem();
/** So much that writing and flushing it takes a while. */
const large = Buffer.alloc(96_000_000, 'x');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Another program that writes a file as soon as ours has begun to. Resolves when it is watching; what it answers resolves when it is done. */
async function meddle(name: string): Promise<() => Promise<unknown>> {
  const script = `
    process.stdout.write('watching');
    while (!fs.readdirSync('.').some((name) => name.endsWith('.clistack-tmp')));
    fs.writeFileSync(process.argv[1], 'theirs');`;
  const child = spawn(process.execPath, ['-e', script, name], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const done = new Promise((resolve) => child.on('close', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return () => done;
}

const ways = {
  write: (path: string) => {
    files.write(path, large, { guarded: true });
  },
  changeMany: (path: string) => {
    files.changeMany([{ kind: 'write', path, content: large }]);
  },
};

describe.each(Object.entries(ways))('%s', (_, write) => {
  it.each(['mine', undefined])(
    'does not replace what another program has written meanwhile (it was %p)',
    async (old) => {
      if (old !== undefined) writeFileSync(at('a'), old);
      const done = await meddle('a');
      let error: unknown;
      try {
        write(at('a'));
      } catch (thrown) {
        error = thrown;
      }
      await done();
      expect(readFileSync(at('a'), 'utf8').slice(0, 10)).toBe('theirs');
      expect(error).toMatchObject({ name: 'StackError', exit: 506, data: { path: at('a') } });
      expect(readdirSync(folder)).toEqual(['a']);
    },
  );
});

it('a move does not replace what another program puts there in the same moment', async () => {
  const rounds = 400;
  // It makes each file as soon as the one that is about to be moved there has come.
  const script = `
    const made = [];
    process.stdout.write('watching');
    for (let n = 0; n < ${rounds}; n += 1) {
      while (!fs.existsSync('from' + n) && !fs.existsSync('to' + n));
      try { fs.writeFileSync('to' + n, 'theirs', { flag: 'wx' }); made.push(n); } catch {}
    }
    fs.writeFileSync('made', JSON.stringify(made));`;
  const child = spawn(process.execPath, ['-e', script], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const done = new Promise((resolve) => child.on('close', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const refused: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    writeFileSync(at(`from${n}`), 'ours');
    // Each time a little later, so that some of them meet.
    const begin = process.hrtime.bigint() + BigInt((n % 50) * 2000);
    while (process.hrtime.bigint() < begin);
    try {
      files.move(at(`from${n}`), at(`to${n}`));
    } catch {
      refused.push(n);
      // Not moved, so it is still where it was.
      expect(readFileSync(at(`from${n}`), 'utf8')).toBe('ours');
    }
  }
  await done;
  const made: unknown = JSON.parse(readFileSync(at('made'), 'utf8'));
  const theirs = Array.from({ length: rounds }, (_, n) => n).filter(
    (n) => readFileSync(at(`to${n}`), 'utf8') === 'theirs',
  );
  expect(theirs).toEqual(made);
  expect(made).toEqual(expect.arrayContaining(refused));
});
