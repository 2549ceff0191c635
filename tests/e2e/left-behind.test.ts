import { createSandbox, documentOf, doors, type Sandbox } from '../support/sandbox';
import { runScript } from '../support/script';
import { task } from '../support/never-green/case';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
});
afterEach(() => {
  sandbox.dispose();
});

const fail = "() => { throw new Error('late'); }";
const compress = `require('zlib').brotliCompress(require('crypto').randomBytes(2e5), ${fail});`;
const left: readonly [what: string, code: string][] = [
  ['a compression', compress],
  ['a key from a password', `require('crypto').pbkdf2('p', 's', 300_000, 64, 'sha512', ${fail});`],
  ['a pair of keys', `globalThis.crypto.subtle.generateKey({ name: 'RSA-OAEP', modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }, true, ['encrypt', 'decrypt']).then(${fail});`],
  ['a timer of the next tick', `process.nextTick(() => setTimeout(${fail}, 100));`],
  ['a timer of the next turn', `setImmediate(() => setTimeout(${fail}, 100));`],
  ['a timer of a later microtask', `void (async () => { for (let i = 0; i < 50; i += 1) await null; setTimeout(${fail}, 100); })();`],
  ['a child', `require('child_process').spawn(process.execPath, ['-e', '']).on('exit', ${fail});`],
  ['a thread', "new (require('worker_threads').Worker)(\"setTimeout(() => { throw new Error('late'); }, 100)\", { eval: true });"],
  ['a file that is read', `require('fs').readFile(__filename, ${fail});`],
]; // prettier-ignore
const streams = `const fs = require('fs'); fs.createReadStream(process.execPath, { end: 2e6 }).pipe(require('zlib').createGzip()).pipe(fs.createWriteStream('/dev/full'));`; // prettier-ignore
/** What a program has besides: a server, a timer that ends meanwhile, and one that begins more and more. */
const beside = `
  require('net').createServer().listen(0, '127.0.0.1');
  setTimeout(() => undefined, 50);
  const often = () => { setTimeout(often, 10); };
  often();`;

function leave(code: string): void {
  sandbox.write('tasks/own/case.js', task('Own.Case', `() => { ${code} }`));
}

const failed = { success: false, exit_code: 500, error: { code: 'RUN500' } };

describe.each(doors)('through %s', (door) => {
  it.each(left)('%s that a task left behind and that fails is a failure of the run', async (_, code) => {
    leave(code);
    const result = await sandbox.run(door, ['Own.Case', '--json']);
    expect(result.stderr).not.toContain('after the end');
    expect(result.status).toBe(500 % 256);
    expect(documentOf(result)).toMatchObject(failed);
  });
});

it('streams that a task left behind and that fail are a failure of the run', async () => {
  leave(streams);
  expect(documentOf(await sandbox.run('clistack', ['Own.Case', '--json']))).toMatchObject({
    exit_code: 506,
    success: false,
  });
});

it.each(left)('%s that a task left behind and that fails is one in a program that does more', (_, code) => {
  leave(code);
  const line = "const { status, error } = await clistack.runLine(['Own.Case'], { output: 'none' });";
  const { stdout, stderr } = runScript(
    sandbox,
    `${beside}\n${line}\nconsole.log(JSON.stringify([status, error?.code]));\nprocess.exit();`,
  );
  expect([stderr, stdout]).toEqual(['', '[500,"RUN500"]\n']);
});

it('what was left behind is waited for in a program, and what the program does is not', () => {
  leave(`setTimeout(() => console.log('late'), 300); require('zlib').createGzip(); require('crypto').pbkdf2Sync('p', 's', 1, 8, 'sha512'); require('crypto').generateKeyPairSync('ed25519'); setInterval(() => undefined, 1000).unref();`); // prettier-ignore
  const { stdout, stderr } = runScript(
    sandbox,
    `${beside}\nawait clistack.runLine(['Own.Case'], { output: 'none' });\nconsole.log('end');\nprocess.exit();`,
  );
  expect([stderr, stdout]).toEqual(['', 'late\nend\n']);
});

it('what was left behind is waited for where nobody may put anything on errors', () => {
  leave(`require('crypto').pbkdf2('p', 's', 100_000, 64, 'sha512', () => console.log('late'));`);
  const { stdout, stderr } = runScript(
    sandbox,
    `Object.freeze(Error);\n${beside}\nawait clistack.runLine(['Own.Case'], { output: 'none' });\nconsole.log('end');\nprocess.exit();`,
  );
  expect([stderr, stdout]).toEqual(['', 'late\nend\n']);
});

it('a run is never green whose task takes the listener for the end of the loop away', async () => {
  leave(`process.removeAllListeners('beforeExit'); ${compress}`);
  expect(documentOf(await sandbox.run('clistack', ['Own.Case', '--json']))).toMatchObject(failed);
});

it.each([
  ['at the end', '', 0],
  ['of a run that is cut off then', "throw new Error('late');", 500],
] as const)('a task that changed something behind its end has not found nothing to do, %s', async (_, then, status) => {
  const late = `setTimeout(() => { system.files.write(${JSON.stringify(sandbox.path('late'))}, 'x'); ${then} }, 50);`;
  for (const [name, code] of [['Late', late], ['Idle', '']] as const)
    sandbox.write(`tasks/own/${name.toLowerCase()}.js`, `module.exports = { name: 'Own.${name}', summary: 's', mutates: true, changes: 'x', run: ({ system }) => { ${code} } };`); // prettier-ignore
  const document = documentOf(await sandbox.run('clistack', ['Own.Late', 'Own.Idle', '--json']));
  const tasks = [
    { task: 'Own.Late', state: 'succeeded' },
    { task: 'Own.Idle', state: 'no-op' },
  ];
  expect(document).toMatchObject({ exit_code: status, tasks });
  const shown = documentOf(await sandbox.run('clistack', ['Runs.Show', '--json']));
  expect(shown).toMatchObject({ data: { tasks } });
});
