import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, type Sandbox } from '../support/sandbox';

const links = 1500;
let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

/** A chain of tasks that say something; most take no time, some wait. Each adds its name to a file when its body ends. */
const chain = `
const { appendFileSync } = require('node:fs');
const { join } = require('node:path');
const file = join(process.env.HOME, 'bodies');
const body = (index) => {
  const end = () => { appendFileSync(file, 'Chain.L' + index + '\\n'); return null; };
  return ({ log }) => {
    log.info('one of ' + index);
    log.verbose('not in the file');
    if (index % 40 !== 0) return end();
    return new Promise((resolve) => setTimeout(resolve, 2)).then(() => { log.info('two of ' + index); return end(); });
  };
};
module.exports = { family: Array.from({ length: ${links} }, (_, index) => ({
  name: 'Chain.L' + index, summary: 'a link', run: body(index), deps: index === 0 ? [] : ['Chain.L' + (index - 1)],
})) };
`;

interface Line {
  readonly task: string;
  readonly msg: string;
  readonly event?: string;
}

function logLines(): readonly Line[] {
  const folder = sandbox.path('.local', 'state', 'clistack', 'reports', 'logs');
  const texts = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  // Whole lines only: a cut one would not parse.
  return texts
    .flatMap((text) => text.split('\n').filter((line) => line !== ''))
    .map((line) => JSON.parse(line) as Line);
}

it.each([3, 200, 640, 900, 1300])('has every line of every finished task after a SIGKILL at task %i', async (at) => {
  ownTasks(sandbox, { 'chain/[link].js': chain });
  const events = sandbox.path('events');
  const { signal } = await sandbox.run('clistack', [`Chain.L${links - 1}`, '--json-events', events], {
    onStderr: (text, child) => {
      if (text.includes(`Chain.L${at} `)) child.kill('SIGKILL');
    },
  });
  expect(signal).toBe('SIGKILL');

  const told = readFileSync(events, 'utf8').split('\n').slice(0, -1);
  const ended = told.map((line) => JSON.parse(line) as Line).filter(({ event }) => event === 'ended');
  expect(ended.length).toBeGreaterThan(at);
  expect(ended.length).toBeLessThan(links);
  const lines = logLines();
  const of = (task: string): readonly string[] => lines.filter((line) => line.task === task).map(({ msg }) => msg);
  for (const { task } of ended) {
    const index = Number(task.slice('Chain.L'.length));
    const said = index % 40 === 0 ? [`one of ${index}`, `two of ${index}`] : [`one of ${index}`];
    expect([task, ...of(task)]).toEqual([task, 'started', ...said, 'succeeded']);
  }
  // A body that ended a moment before the kill is the one that may be missing.
  const bodies = readFileSync(sandbox.path('bodies'), 'utf8').split('\n').length - 1;
  expect(lines.filter(({ event }) => event === 'finished').length).toBeGreaterThanOrEqual(bodies - 1);
});

const ways: Readonly<Record<string, string>> = {
  'process.exit': 'process.exit(0)',
  'process.reallyExit': 'process.reallyExit(0)',
  'an error that nobody catches':
    "setTimeout(() => { throw new Error('late') }, 1); return new Promise(() => undefined)",
  'a promise that never settles': 'return new Promise(() => undefined)',
  'a signal to itself':
    "process.kill(process.pid, 'SIGTERM'); return new Promise((resolve) => setTimeout(resolve, 100))",
  'an exit in a listener': "process.on('exit', () => { log.info('from the listener'); }); process.exit(0)",
};

it.each(Object.entries(ways))('loses no line on the way out through %s', async (_way, code) => {
  ownTasks(sandbox, {
    'way/out.js': `{ name: 'Way.Out', summary: 'leaves', run: ({ log }) => { log.info('before'); ${code}; } }`,
  });
  const { status } = await sandbox.run('clistack', ['Way.Out']);
  expect(status).not.toBe(0);
  const said = logLines().map(({ msg, event }) => event ?? msg);
  expect(said.slice(0, 2)).toEqual(['started', 'before']);
  expect(said).toContain('finished');
  if (code.includes('listener')) expect(said).toContain('from the listener');
});

it('hands a warning over before the body goes on, and everything when a body waits', async () => {
  const count = "const lines = () => require('node:fs').readFileSync(file(), 'utf8').split('\\n').length - 1;";
  const file = `const file = () => { const f = paths.logs; return f + '/' + require('node:fs').readdirSync(f)[0]; };`;
  ownTasks(sandbox, {
    'way/in.js': `{ name: 'Way.In', summary: 'looks', run: async ({ log, paths }) => {
      ${file} ${count}
      log.info('one'); log.warn('two'); const warned = lines();
      log.info('three'); await null; await null; const waited = lines();
      return { warned, waited };
    } }`,
  });
  const { stdout } = await sandbox.run('clistack', ['Way.In', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ data: { warned: 3, waited: 4 } });
  expect(existsSync(sandbox.path('.local', 'state', 'clistack', 'reports', 'logs'))).toBe(true);
});
