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
