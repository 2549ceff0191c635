import { createSandbox, documentOf, doors, type RunResult, type Sandbox } from '../support/sandbox';
import { echo, ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

const server = `const server = require('node:http').createServer();
server.listen(0, '127.0.0.1');
server.on('request', (request, response) => response.end('x'));
`;
const timer = `setInterval(() => undefined, 1000);\n`;
const serve = `module.exports = { name: 'Own.Serve', summary: 's', run: () => 'served' };\n`;
/** A run that does not end is ended by the system. */
const wrap = ['timeout', '-s', 'KILL', '15'];

describe.each(doors)('through %s', (door) => {
  const run = (...line: readonly string[]): Promise<RunResult> => sandbox.run(door, line, { wrap });

  it.each([
    ['a server', server, /own[\\/]serve\.js:3:\d+/],
    ['a timer', timer, /own[\\/]serve\.js:1:\d+/],
  ] as const)('%s that a task file opens while it is loaded holds no command, and its file is named once', async (_, opens, place) => {
    ownTasks(sandbox, { 'own/serve.js': opens + serve, 'own/note.js': echo('Own.Note') });
    for (const [line, status] of [[['Own.Serve'], 0], [['Own.Note'], 0], [['Own.Nothing'], 501]] as const) {
      const result = await run(...line, '--json');
      expect(result.status).toBe(status % 256);
      expect(documentOf(result)).toMatchObject({ exit_code: status });
      expect(result.stderr).toMatch(place);
      expect(result.stderr.split('keeps the process from ending').length).toBe(2);
    }
  });

  it('a failing task keeps its status, and a large answer arrives whole', async () => {
    const more = `module.exports = { name: 'Own.Big', summary: 's', run: () => 'x'.repeat(300000) };\n`;
    ownTasks(sandbox, {
      'own/big.js': server + more,
      'own/fails.js': "{ name: 'Own.Fails', summary: 's', run: () => { throw new Error('no'); } }",
    });
    expect((await run('Own.Fails')).status).toBe(500 % 256);
    const { status, stdout } = await run('Own.Big');
    expect([status, stdout.length]).toEqual([0, 300003]);
  });
}); // prettier-ignore

it('what a task began and did not wait for is waited for, in spite of what loading opened', async () => {
  const later = `module.exports = { name: 'Own.Serve', summary: 's', run: ({ paths }) => { setTimeout(() => require('fs').writeFileSync(paths.home + '/late', ''), 600); } };\n`;
  ownTasks(sandbox, { 'own/serve.js': timer + later });
  const result = await sandbox.run('clistack', ['Own.Serve', '--json'], { wrap });
  expect(documentOf(result)).toMatchObject({ exit_code: 0 });
  expect(sandbox.read('late')).toBe('');
});

it('names the files that were loaded where nothing tells which of them it was', async () => {
  ownTasks(sandbox, {
    'own/serve.js': `require('node:net').createServer().listen(0, '127.0.0.1');\n${serve}`,
    'own/note.js': echo('Own.Note'),
  });
  const { status, stderr } = await sandbox.run('clistack', ['Own.Note'], { wrap });
  expect(status).toBe(0);
  expect(stderr).toMatch(/one of .*note\.js, .*serve\.js keeps the process from ending/);
});

it('what ends by itself soon after is no matter', async () => {
  ownTasks(sandbox, { 'own/serve.js': `setTimeout(() => undefined, 50);\n${serve}` });
  const { status, stderr } = await sandbox.run('clistack', ['Own.Serve'], { wrap });
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^ok +Own\.Serve \(\d+ ms\)\n$/)]);
});
