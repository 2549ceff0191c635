import { documentOf, isWine, makeRoom, type Room } from './room';
import { describeOnly } from '../support/only-where';

let room: Room;
beforeEach(() => {
  room = makeRoom();
});
afterEach(() => {
  room.dispose();
});

/** A task of one expression over its context. */
const task = (body: string, more = ''): string =>
  `module.exports = { name: 'Own.Case', summary: 'A case', ${more} run: async (context) => { const { system, paths } = context; ${body} } };\n`;

/** A child whose own child writes on and on; `beats` counts what it wrote after the end. It ends by itself after a few seconds. */
const beating = `
  const inner = "setTimeout(() => process.exit(), 9000); setInterval(() => require('fs').appendFileSync(process.argv[1], 'x'), 50)";
  const outer = "require('child_process').spawn(process.execPath, ['-e', " + JSON.stringify(inner) + ", process.argv[1]], { stdio: 'inherit' }); setInterval(() => {}, 1000)";
  const beat = paths.home + '\\\\beat.txt';
  require('fs').writeFileSync(beat, '');
  const { timedOut } = await system.processes.run(process.execPath, ['-e', outer, beat], { timeoutMs: 4000, accept: 'any' });
  const size = () => require('fs').statSync(beat).size;
  const then = size();
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { timedOut, began: then > 0, beats: size() - then };`;

describe('locks (fs-native-extensions)', () => {
  it('name their holder to the second one, who ends with 507', () => {
    room.task(
      'own\\case.js',
      task(
        `const request = { folder: paths.locks, name: 'canary', waitMs: 0, purpose: 'the first' };
        const held = await system.locks.acquire(request);
        const second = await system.processes.run(process.execPath, [process.argv[1], 'Own.Second', '--json'], {
          accept: 'any', env: { CLISTACK_CONFIG: paths.configFile },
        });
        held.release();
        await system.locks.acquire(request).then((again) => again.release());
        return { status: second.status, answer: JSON.parse(second.stdout) };`,
      ),
    );
    room.task(
      'own\\second.js',
      task(
        "await system.locks.acquire({ folder: paths.locks, name: 'canary', waitMs: 0, purpose: 'the second' });",
      ).replace('Own.Case', 'Own.Second'),
    );
    const result = room.run(['Own.Case', '--json']);
    expect(documentOf(result)).toMatchObject({
      success: true,
      data: {
        status: 507,
        answer: { error: { code: 'SYS020', message: expect.stringContaining('the first') as string } },
      },
    });
  });
});

describe('child processes', () => {
  it('are found by PATHEXT and given their arguments as they are', () => {
    room.write('bin\\say.cmd', '@"%~dp0node.cmd" %*\r\n');
    room.write('bin\\say', '#!/bin/sh\n');
    room.task(
      'own\\case.js',
      task(
        `const words = ['a b', '"quoted"', 'c&d', '%PATH%', 'trailing\\\\\\\\', ''];
        const said = await system.processes.run(process.execPath, ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...words]);
        return { same: said.stdout.trim() === JSON.stringify(words), which: system.processes.which('say'), none: system.processes.which('no-such') ?? null };`,
      ),
    );
    const result = room.run(['Own.Case', '--json'], { Path: `${room.path('bin')};${process.env['Path'] ?? ''}` });
    expect(documentOf(result)).toMatchObject({
      success: true,
      data: { same: true, which: room.path('bin', 'say.cmd'), none: null },
    });
  });

  it('that are scripts of cmd.exe run, and pass their status on', () => {
    room.write('bin\\end.cmd', '@echo off\r\necho said\r\nexit /b 7\r\n');
    room.task('own\\case.js', task("const { status, stdout } = await system.processes.run('end', [], { accept: 'any' }); return { status, stdout };")); // prettier-ignore
    const result = room.run(['Own.Case', '--json'], { Path: `${room.path('bin')};${process.env['Path'] ?? ''}` });
    expect(documentOf(result)).toMatchObject({ data: { status: 7, stdout: 'said\r\n' } });
  });

  it('get no secrets, and each variable once', () => {
    room.task(
      'own\\case.js',
      task(
        `const { stdout } = await system.processes.run(process.execPath, ['-p', 'JSON.stringify(Object.keys(process.env))'], { env: { path: 'C:\\\\added' } });
        return JSON.parse(stdout).map((name) => name.toUpperCase()).filter((name) => /^(?:PATH|DEPLOY_TOKEN|SYSTEMROOT)$/.test(name)).sort();`,
      ),
    );
    const result = room.run(['Own.Case', '--json'], { DEPLOY_TOKEN: 'x' });
    expect(documentOf(result)).toMatchObject({ data: ['PATH', 'SYSTEMROOT'] });
  });

  it('are ended by the time limit, and do not keep us by what they leave behind', () => {
    room.task('own\\case.js', task(beating));
    const result = room.run(['Own.Case', '--json']);
    expect(documentOf(result)).toMatchObject({ data: { timedOut: true, began: true } });
  });
});

// Wine 8 has a taskkill without /T.
describeOnly(isWine ? 'Wine cannot end the whole tree of a process' : undefined, 'the whole tree of a child', () => {
  it('is ended by the time limit', () => {
    room.task('own\\case.js', task(beating));
    expect(documentOf(room.run(['Own.Case', '--json']))).toMatchObject({ data: { began: true, beats: 0 } });
  });
});
