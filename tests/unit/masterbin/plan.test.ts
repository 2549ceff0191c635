import { planCommands, type Command, type PlanFacts } from '../../../lib/masterbin/plan';
import { systemNamedTools } from '../../../lib/masterbin';
import type { Candidate } from '../../../lib/masterbin/list-programs';

const from = (source: string, name: string, owner = name): Candidate => ({
  name,
  owner,
  source,
  target: `/${source}/${owner}/${name}`,
});

const plan = (candidates: readonly Candidate[], over: Partial<PlanFacts> = {}): readonly Command[] =>
  planCommands({
    candidates,
    sources: ['npm', 'pipx', '/opt/bin'],
    priority: [],
    system: new Set(['git']),
    deny: [],
    foldsCase: false,
    launcherOf: () => undefined,
    ...over,
  });

const only = (commands: readonly Command[]): readonly [string | undefined, string | undefined] => [
  commands[0]?.winner?.source,
  commands[0]?.rule,
];

describe('a command', () => {
  it('with one candidate runs it', () => {
    expect(only(plan([from('pipx', 'ruff')]))).toEqual(['pipx', 'only candidate']);
  });

  it('of several sources runs that of the first source, whatever was found first', () => {
    const commands = plan([from('/opt/bin', 'ruff'), from('pipx', 'ruff'), from('npm', 'ruff')]);
    expect(only(commands)).toEqual(['npm', 'order of sources']);
    expect(commands[0]?.candidates.map(({ source }) => source)).toEqual(['npm', 'pipx', '/opt/bin']);
  });

  it('runs that of a source with priority', () => {
    const commands = plan([from('npm', 'ruff'), from('/opt/bin', 'ruff')], { priority: ['/opt/bin'] });
    expect(only(commands)).toEqual(['/opt/bin', 'priority']);
  });

  it('has a priority of its own, which is none for other commands', () => {
    const facts = { priority: ['ruff=pipx'] };
    expect(only(plan([from('npm', 'ruff'), from('pipx', 'ruff')], facts))).toEqual(['pipx', 'priority']);
    expect(only(plan([from('npm', 'black'), from('pipx', 'black')], facts))).toEqual(['npm', 'order of sources']);
  });

  it('lets the earlier priority win', () => {
    const commands = plan([from('npm', 'a'), from('pipx', 'a')], { priority: ['pipx', 'a=npm'] });
    expect(only(commands)).toEqual(['pipx', 'priority']);
  });

  it('brought by two tools of one source runs that of the first name', () => {
    const commands = plan([from('npm', 'tsc', 'typescript'), from('npm', 'tsc', 'tsc')]);
    expect([commands[0]?.winner?.owner, commands[0]?.rule]).toEqual(['tsc', 'order of names']);
  });

  it('that has a name of the system never gets a wrapper, not even with priority', () => {
    expect(only(plan([from('npm', 'git')], { priority: ['git=npm'] }))).toEqual([undefined, 'name of the system']);
  });

  it('that the config denies gets none', () => {
    expect(only(plan([from('npm', 'ruff')], { deny: ['ruff'] }))).toEqual([undefined, 'denied by the config']);
  });

  it('passes over launchers and says whose they are', () => {
    const launcherOf = (target: string): string | undefined =>
      target.startsWith('/npm') ? 'mise' : target.startsWith('/pipx') ? 'clistack' : undefined;
    const candidates = [from('npm', 'ruff'), from('pipx', 'ruff'), from('/opt/bin', 'ruff')];
    const [command] = plan(candidates, { launcherOf });
    expect([command?.winner?.source, command?.rule]).toEqual(['/opt/bin', 'only candidate']);
    expect(command?.candidates.map(({ skipped }) => skipped)).toEqual([
      null,
      'it is a launcher of mise',
      'it is one of our own wrappers',
    ]);
    expect(only(plan([from('npm', 'ruff')], { launcherOf }))).toEqual([undefined, 'only launchers']);
  });
});

it('counts a program that two sources share once', () => {
  const shared = from('npm', 'ruff');
  expect(plan([shared, { ...shared, source: 'pipx' }])[0]?.rule).toBe('only candidate');
});

it('decides the same whatever the order of the candidates', () => {
  const candidates = ['npm', 'pipx', '/opt/bin'].flatMap((source) =>
    ['b', 'a', 'c'].flatMap((name) => [from(source, name, 'x'), from(source, name, 'y')]),
  );
  expect(plan(candidates.toReversed())).toEqual(plan(candidates));
});

it('takes names that differ in case for one where files do', () => {
  const candidates = [from('npm', 'Tool'), from('pipx', 'tool')];
  expect(plan(candidates)).toHaveLength(2);
  expect(plan(candidates, { foldsCase: true }).map(({ winner }) => winner?.name)).toEqual(['Tool']);
});

it('tells listed tools that nothing but a name of the system calls', () => {
  const commands = plan([from('npm', 'git', 'all'), from('npm', 'git', 'some'), from('npm', 'own', 'some'), from('npm', 'git', 'free')]); // prettier-ignore
  expect(systemNamedTools(commands, { npm: ['all', 'some', 'none'], pipx: ['all'] })).toEqual([
    { manager: 'npm', tool: 'all', names: ['git'] },
  ]);
});

it('tells them however the config spells their names, where two spellings are one tool', () => {
  const commands = plan(['npm', 'pipx', 'uv'].map((source) => from(source, 'git', 'git-tool')));
  const listed = ['Git_Tool'];
  expect(systemNamedTools(commands, { npm: listed, pipx: listed, uv: listed }).map(({ manager }) => manager)).toEqual([
    'pipx',
    'uv',
  ]);
});
