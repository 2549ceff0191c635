import { body, posix, type NeverGreenCase } from './case';

const child = (script: string): string =>
  `({ system }) => system.processes.run(process.execPath, ['-e', \`${script}\`])`;

const whenStopped = (answer: string): string =>
  `({ signal }) => new Promise((go) => signal.addEventListener('abort', () => go(${answer})))`;

/** What the body of a task may do, or leave undone. */
export const bodyCases: readonly NeverGreenCase[] = [
  body('a promise that never settles', '() => new Promise(() => undefined)', 509, 'RUN009'),
  body('an async body that awaits what never comes', 'async () => { await new Promise(() => undefined); }', 509, 'RUN009'),
  body('a callback that is never called', '() => new Promise((done) => void [done])', 509, 'RUN009'),

  body('an async body that throws and ignores its callback', "async (done) => { await null; throw new Error('seen'); }", 500, 'RUN500'),
  body('an async body that waits for its callback', 'async (done) => { await new Promise((resolve) => { setTimeout(() => resolve(done()), 5); }); }', 500, 'RUN500'),
  body('an async function that never calls back', 'async function (done) { await new Promise(() => undefined); }', 509, 'RUN009'),
  body('a body with a callback', '(done) => { setTimeout(() => done(), 5); }', 501, 'RUN008'),
  body('a body with a callback that it never calls', '(context, done) => undefined', 501, 'RUN008'),
  body('a function with a callback', 'function (cb) { cb(); }', 501, 'RUN008'),
  body('a job with a callback', "undefined, jobs: ['Tasks', (done) => { setTimeout(done, 5); }]", 501, 'RUN008'),

  body('a generator', 'function* () { yield 1; }', 509, 'RUN059'),
  body('an async generator', 'async function* () { yield 1; }', 509, 'RUN059'),
  body('a field with a slip', "() => 1, dep: ['Tasks']", 501, 'RUN008'),
  body('an answer that holds itself', '() => { const own = {}; own.own = own; return own; }', 500, 'RUN058'),
  body('an answer that is a BigInt', '() => ({ count: 10n })', 500, 'RUN058'),
  body('an answer that is code', '() => () => 1', 500, 'RUN058'),
  body('an answer that is a child', "() => require('child_process').spawn(process.execPath, ['-e', 'process.exit(1)'])", 500, 'RUN058'),
  body('an answer of a job before the last that is code', "undefined, jobs: [() => async () => 1, () => 1]", 500, 'RUN058'),

  body('work left for later that fails', "() => { setTimeout(() => { throw new Error('late'); }, 20); }", 500, 'RUN500'),
  body('work left for later that is rejected', "() => { setTimeout(() => Promise.reject(new Error('late')), 20); }", 500, 'RUN500'),
  body('work left for later that leaves', '() => { setTimeout(() => process.exit(0), 20); }', 509, 'RUN010'),

  body('process.exit(0) at once', '() => process.exit(0)', 509, 'RUN010'),
  body('process.exit(0) later', '() => new Promise(() => setTimeout(() => process.exit(0), 20))', 509, 'RUN010'),
  body('process.exit(0) in the handler of a child', "() => new Promise(() => require('child_process').spawn(process.execPath, ['-e', '0']).on('exit', () => process.exit(0)))", 509, 'RUN010'),
  body('process.exit(0) after our listeners were taken away', "() => { process.removeAllListeners('exit'); process.exit(0); }", 509, 'RUN010'),
  body('process.exit(0) in a listener of its own', "() => { process.on('exit', () => process.exit(0)); throw new Error('no'); }", 500, 'RUN500'),
  body('the way out below process.exit', '() => { process.reallyExit(0); }', 509, 'RUN010'),
  body('a way out below process.exit that leads nowhere', '() => { process.reallyExit = () => undefined; return new Promise(() => undefined); }', 509, 'RUN009'),
  body('one that is gone, and an error of a timer', "() => { delete process.reallyExit; setTimeout(() => { throw new Error('late'); }, 5); }", 500, 'RUN500'),
  body('one that leads nowhere, and an error', "() => { process.reallyExit = () => undefined; throw new Error('no'); }", 500, 'RUN500'),
  body('an exit code that is set back', "() => { process.on('exit', () => { process.exitCode = 0; }); process.exitCode = 0; throw new Error('no'); }", 500, 'RUN500'),
  body('an exit code that asks for a failure', '() => { process.exitCode = 3; }', 500, 'RUN030'),

  body('an error that throws when it is read', "() => { throw { get message() { throw new Error('x'); } }; }", 500, 'RUN500'),
  body('a rejection with a proxy that lets nobody look', "() => Promise.reject(new Proxy({}, { get: () => { throw new Error('x'); }, has: () => { throw new Error('x'); } }))", 500, 'RUN500'),
  body('such an error later', "() => { setTimeout(() => { throw { get message() { throw new Error('x'); } }; }, 20); }", 500, 'RUN500'),
  body('an answer that throws when it is read', "() => ({ get a() { throw new Error('x'); } })", 500, 'RUN058'),
  body('a fault of its own that says it is green', "() => { throw Object.assign(new Error('x'), { name: 'StackError', code: 'X001', exit: 0, fix: '', data: {} }); }", 500, 'RUN500'),
  body('a clock that breaks in the middle of the run', "() => { const { uptime } = process; let left = 2; process.uptime = () => { if (--left === 0) process.uptime = uptime; throw new Error('x'); }; }", 500, 'RUN500'),
  body('a partial with a status that a shell takes for 0', "() => ({ [Symbol.for('clistack.outcome')]: true, kind: 'partial', status: 512, reason: 'x', data: null })", 500, 'RUN500'),
  body('throw null', '() => { throw null; }', 500, 'RUN500'),
  body('throw undefined', '() => { throw undefined; }', 500, 'RUN500'),
  body('a rejection with nothing', '() => Promise.reject()', 500, 'RUN500'),
  body('a rejection that nobody handles', "() => new Promise(() => { Promise.reject(new Error('lost')); setTimeout(() => undefined, 1000); })", 500, 'RUN500'),
  body('an error thrown in a timer', "() => new Promise(() => setTimeout(() => { throw new Error('late'); }, 5))", 500, 'RUN500'),

  body('a child that fails', child('process.exit(3)'), 506, 'SYS011'),
  body('a child that aborts', child('process.abort()'), 506, 'SYS011'),
  body('a child that runs out of memory', "({ system }) => system.processes.run(process.execPath, ['--max-old-space-size=16', '-e', 'const a = []; for (;;) a.push(new Array(1e5).fill({}))'])", 506, 'SYS011'),
  posix(body('a child that is killed', "({ system }) => system.processes.run('sh', ['-c', 'kill -9 $$'])", 506, 'SYS011')),
  posix(body('a child that dies of SIGSEGV', "({ system }) => system.processes.run('sh', ['-c', 'kill -SEGV $$'])", 506, 'SYS011')),
  posix(body('a child of a child that is killed', "({ system }) => system.processes.run('sh', ['-c', 'sh -c \"kill -9 \\$\\$\"'])", 506, 'SYS011')),
  body('a tool that is not there', "({ system }) => system.processes.run('no-such-tool', [])", 503, 'SYS010'),

  body('an event loop that is blocked beyond the time limit', '() => { const end = Date.now() + 300; while (Date.now() < end); }', 508, 'RUN016', 'timeout: 50,'),
  body('a condition that does not end within the time limit', '() => 1', 508, 'RUN016', `timeout: 50, if: ${whenStopped('true')},`),
  body('a `done` that does not end within the time limit', '() => 1', 508, 'RUN016', `timeout: 50, done: ${whenStopped('')},`),
  body('inputs that are not told within the time limit', '() => 1', 508, 'RUN016', `timeout: 50, outputs: [], inputs: ${whenStopped('[]')},`),
  body('a task that does not end within its time limit', '() => new Promise((resolve) => setTimeout(resolve, 60_000).unref())', 508, 'RUN016', 'timeout: 50,'),
]; // prettier-ignore
