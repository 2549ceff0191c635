import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { prepareRun, type PreparedRun } from '../../../lib/run/prepare';
import type { System } from '../../../lib/system/port';
import { createRealSystem } from '../../../lib/system/real';
import { faultWith, shipped } from '../config/world';

let base = '';
const tasks: Readonly<Record<string, string>> = {
  'help.js':
    "{ name: 'Help', summary: 's', config: 'optional', run: () => null, args: { usage: '[task]', describe: 'd', max: 1 } }",
  'tasks.js': "{ name: 'Tasks', summary: 's', config: 'optional', run: () => null }",
  'pin/sync.js':
    "{ name: 'Pin.Sync', summary: 's', run: () => null, options: { tool: { type: 'string', describe: 'd' } } }",
  'pin/show.js': "{ name: 'Pin.Show', summary: 's', config: 'optional', run: () => null }",
  'both.js': "{ name: 'Both', summary: 's', deps: ['Pin.Show', 'Pin.Sync'] }",
  'looks.js': "{ name: 'Looks', summary: 's', deps: ['Pin.Show', 'Tasks'] }",
  'loose.js': "{ name: 'Loose', summary: 's', config: 'optional', deps: ['Pin.Sync'] }",
  'run.js': "{ name: 'Run', summary: 's', run: () => null, rest: { usage: 'command', describe: 'd' } }",
};

function put(path: string, text: string): string {
  const file = join(base, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'clistack-')));
  for (const [path, spec] of Object.entries(tasks)) put(join('tasks', path), `module.exports = ${spec};\n`);
  mkdirSync(join(base, 'home'));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

function prepare(argv: readonly string[], env: Readonly<Record<string, string>> = {}): PreparedRun {
  const real = createRealSystem();
  const home = join(base, 'home');
  const system: System = {
    ...real,
    machine: { ...real.machine, home, cwd: home },
    environment: { ...real.environment, get: (name) => env[name], all: () => env },
  };
  const place = { root: base, tasks: join(base, 'tasks'), shippedConfig: shipped, isBuilt: false };
  return prepareRun(system, place, argv);
}
const nodes = (...argv: readonly string[]): readonly string[] => [...prepare(argv).graph.nodes.keys()];

describe('a line', () => {
  it('is made a graph, with its options', () => {
    const { graph, options, line } = prepare(['both', '--tool', 'git', '--json']);
    expect([...graph.nodes.keys()]).toEqual(['Pin.Show', 'Pin.Sync', 'Both']);
    expect(options.get('Pin.Sync')).toEqual({ tool: 'git' });
    expect(line.flags.json).toBe(true);
  });

  it('without tasks asks for the list', () => {
    expect(nodes()).toEqual(['Tasks']);
    expect(nodes('--json')).toEqual(['Tasks']);
    expect(nodes('--help')).toEqual(['Tasks']);
  });

  it('with --help asks about its first task', () => {
    const { graph, line } = prepare(['pin.sync', '--tool=x', '--help']);
    expect([...graph.nodes.keys()]).toEqual(['Help']);
    expect(line.args).toEqual(['pin.sync']);
  });

  it('with --version runs nothing', () => {
    expect(nodes('Pin.Sync', '--version')).toEqual([]);
  });

  it('with --no-deps runs the named tasks alone', () => {
    expect(nodes('Both', '--no-deps')).toEqual(['Both']);
  });

  it('may have words after -- for a task that takes them', () => {
    expect(prepare(['Run', '--', 'ls', '-l']).line.rest).toEqual(['ls', '-l']);
    expect(prepare(['Pin.Sync', '--']).line.rest).toEqual([]);
    expect(() => prepare(['Pin.Sync', '--', 'ls'])).toThrow(faultWith({ code: 'RUN007', exit: 501 }));
  });

  it('with an unknown task runs nothing', () => {
    expect(() => prepare(['Pin.Synk'])).toThrow(faultWith({ code: 'RUN001', exit: 501 }));
  });
});

describe('the config', () => {
  it.each([
    ['--configFile', 'c.json'],
    ['--configFile=c.json'],
    ['--config-file=c.json'],
    ['-ConfigFile', 'c.json'],
    ['--configFile=gone.json', '--configFile=c.json'],
  ])('is the one of the line: %s %s', (...flags) => {
    const file = put('home/c.json', '{"logs": {"level": "warn"}}');
    const { loaded } = prepare(['Pin.Sync', ...flags]);
    expect(loaded.config.logs.level).toBe('warn');
    expect(loaded.paths.configFile).toBe(file);
  });

  it('is not one that stands after --', () => {
    expect(prepare(['Run', '--', '--configFile', 'gone.json']).loaded.paths.configFile).toBe(shipped);
  });

  it('that is named without a name is refused', () => {
    expect(() => prepare(['Pin.Sync', '--configFile'])).toThrow(faultWith({ code: 'RUN005' }));
  });

  it('brings the tasks of the user along', () => {
    put('home/mine/my/own.js', "module.exports = { name: 'My.Own', summary: 's', run: () => null };");
    put('home/toolstack.config.json', '{"taskFolders": ["~/mine"]}');
    expect(nodes('My.Own')).toEqual(['My.Own']);
  });
});

describe('a task file that cannot be used', () => {
  beforeEach(() => {
    put('home/toolstack.config.json', '{"taskFolders": ["~/mine"]}');
    put(
      'home/mine/looks.js',
      "module.exports = { name: 'Looks', summary: 's', taskFiles: 'optional', deps: ['Help'] };",
    );
    put('home/mine/bad.js', 'module.exports = {};');
    put('tasks/help.js', "module.exports = { name: 'Help', summary: 's', taskFiles: 'optional', run: () => null };");
  });

  it('does not stop a line all of whose tasks can do without it', () => {
    const { leftOut, tasks, graph } = prepare(['Looks']);
    expect(leftOut).toMatchObject([{ code: 'RUN008', data: { file: join(base, 'home/mine/bad.js') } }]);
    expect([...graph.nodes.keys()]).toEqual(['Help', 'Looks']);
    expect(tasks.has('Bad')).toBe(false);
  });

  it.each([['Tasks'], ['Looks', 'Tasks'], ['Both'], ['Bad']])('stops every other line: %s %s', (...argv) => {
    expect(() => prepare(argv)).toThrow(faultWith({ code: 'RUN008', exit: 501 }));
  });
});

describe('an invalid config', () => {
  const invalid = { CLISTACK__logs__keepDays: '3', CLISTACK__logs__level: 'x' };

  it.each([['Pin.Sync'], ['Both'], ['Pin.Show', 'Pin.Sync']])('stops what needs it: %s %s', (...argv) => {
    expect(() => prepare(argv, invalid)).toThrow(faultWith({ code: 'CFG001', exit: 502 }));
  });

  it('is told with its first error and the number of the others', () => {
    expect(() => prepare(['Pin.Sync'], invalid)).toThrow(/^CLISTACK__logs__keepDays .*\(and 1 more\)$/);
  });

  it.each([['Pin.Show'], ['--help'], ['Pin.Sync', '--help'], ['--version']])(
    'does not stop what only looks: %s %s',
    (...argv) => {
      expect(prepare(argv, invalid).loaded.problems).toHaveLength(2);
    },
  );

  it('stops a task that needs one that needs it', () => {
    expect(() => prepare(['Loose'], invalid)).toThrow(faultWith({ code: 'CFG001' }));
  });

  it('does not stop an aggregate that is made of tasks that only look', () => {
    expect(prepare(['Looks'], invalid).loaded.problems).toHaveLength(2);
  });
});
