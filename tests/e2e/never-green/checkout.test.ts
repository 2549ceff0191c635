import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, documentOf, doors, type Sandbox } from '../../support/sandbox';

const checkout = join(__dirname, '..', '..', '..');
let sandbox: Sandbox;
let root: string;

/** A checkout of its own, sources and build, in which something can be broken. */
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'clistack-checkout-'));
  for (const part of ['bin', 'config', 'dist', 'lib', 'tasks', 'package.json', 'just.config.ts'])
    cpSync(join(checkout, part), join(root, part), { recursive: true, preserveTimestamps: true });
  symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

/** Runs `test` while a file of the checkout holds something else. */
async function withFile(path: string, text: string | undefined, test: () => Promise<void>): Promise<void> {
  const file = join(root, path);
  if (text !== undefined) writeFileSync(`${file}.new`, text);
  try {
    renameSync(file, `${file}.kept`);
  } catch {
    // There was none.
  }
  if (text !== undefined) renameSync(`${file}.new`, file);
  try {
    await test();
  } finally {
    rmSync(file, { force: true });
    try {
      renameSync(`${file}.kept`, file);
    } catch {
      // There was none.
    }
  }
}

const source = 'lib/run/leave.ts';

describe.each(doors)('through %s', (door) => {
  it('a build that is older than its sources is never green', async () => {
    await withFile(source, `${readFileSync(join(root, source), 'utf8')}// Changed.\n`, async () => {
      const result = await sandbox.run(door, ['CentralizeApply', '--dry-run', '--json'], { root });
      expect(result.status).toBe(500 % 256);
      expect(documentOf(result)).toMatchObject({ success: false, exit_code: 500, error: { code: 'RUN034' } });
      expect(result.stderr).toContain(`${source} is not what dist/ was built from\n  next: npm run build`);
    });
  });

  it('a build without one of its sources is never green', async () => {
    await withFile(source, undefined, async () => {
      const result = await sandbox.run(door, ['CentralizeApply', '--dry-run', '--json'], { root });
      expect(documentOf(result)).toMatchObject({ success: false, exit_code: 500, error: { code: 'RUN034' } });
    });
  });

  it('a checkout that was not built is never green', async () => {
    await withFile('dist/bundle.js', undefined, async () => {
      const { status, stderr } = await sandbox.run(door, ['Tasks'], { root });
      expect(status).toBe(500 % 256);
      expect(stderr).toContain('this checkout is not built\n  next: npm run build');
    });
  });

  it('a compiled just.config.js that stayed beside its source is never green', async () => {
    await withFile('just.config.js', "require('./bin/just-door').bind();\n", async () => {
      const result = await sandbox.run(door, ['Tasks', '--json'], { root, cwd: root });
      expect(result.status).toBe(501 % 256);
      expect(documentOf(result)).toMatchObject({ success: false, exit_code: 501, error: { code: 'RUN033' } });
    });
  });

  it('a just.config.js that binds nothing is never green: refused by the bin, a task that just does not know through just', async () => {
    await withFile('just.config.js', 'module.exports = {};\n', async () => {
      const result = await sandbox.run(door, ['Tasks'], { root, cwd: root });
      expect(result.status).toBe(door === 'clistack' ? 501 % 256 : 1);
      expect(result.stderr + result.stdout).toContain(door === 'clistack' ? 'RUN033' : 'Command not defined: Tasks');
    });
  });

  it('runs once all of it is as it was built', async () => {
    expect((await sandbox.run(door, ['CentralizeApply', '--dry-run'], { root, cwd: root })).status).toBe(0);
  });
});
