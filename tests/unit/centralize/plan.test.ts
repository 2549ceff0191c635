import type { KnownVariable } from '../../../lib/centralize/catalogue';
import type { CentralizeConfig } from '../../../lib/centralize/config';
import { planVariables, type PlanFacts, type VariablePlan } from '../../../lib/centralize/plan';

const known = (variable: string, over: Partial<KnownVariable> = {}): KnownVariable => ({
  tool: 'npm',
  variable,
  programs: ['npm'],
  kind: 'cache',
  default: { linux: '~/.npm', darwin: '~/.npm', win32: 'x' },
  template: `{CACHE}/${variable.toLowerCase()}`,
  scope: 'global',
  evidence: 'tested',
  ...over,
});
const config = (over: Partial<CentralizeConfig> = {}): CentralizeConfig => ({
  dir: null,
  profile: 'caches',
  include: [],
  exclude: [],
  set: {},
  ...over,
});
const plan = (
  variables: readonly KnownVariable[],
  over: Partial<CentralizeConfig> = {},
  facts: Partial<PlanFacts> = {},
): VariablePlan =>
  planVariables({
    config: config(over),
    variables,
    central: '/c',
    os: 'linux',
    isInstalled: (program) => program === 'npm',
    ownSource: () => undefined,
    ...facts,
  });
const names = (planned: VariablePlan): readonly string[] => planned.set.map(({ name }) => name);

it('puts the central folder into a value as it is called', () => {
  const [wished] = plan([], { set: { MINE: '{CENTRAL}/x' } }, { central: "/a$$b$&c$'" }).set;
  expect(wished?.value).toBe("/a$$b$&c$'/x");
});

describe('by the profile', () => {
  it('the caches of installed tools are set, to a folder below the central one', () => {
    expect(plan([known('A')])).toEqual({
      set: [{ name: 'A', value: '/c/cache/a', folder: '/c/cache/a', tool: 'npm' }],
      left: [],
    });
  });

  it('one of several programs is enough', () => {
    expect(names(plan([known('A', { programs: ['pnpm', 'npm'] })]))).toEqual(['A']);
  });

  it.each([
    ['of a tool that is not here', { programs: ['pnpm'] }],
    ['of no program', { programs: [] }],
    ['that are data', { kind: 'data' }],
    ['that are state', { kind: 'state' }],
    ['that are config', { kind: 'config' }],
    ['that are off unless the variable asks for them', { default: { linux: null, darwin: 'x', win32: 'x' } }],
  ] as const)('variables are not set %s', (_name, over) => {
    expect(plan([known('A', over)])).toEqual({ set: [], left: [] });
  });

  it('what is off on one system may be on in another', () => {
    const variable = known('A', { default: { linux: null, darwin: 'x', win32: null } });
    expect(names(plan([variable], {}, { os: 'darwin' }))).toEqual(['A']);
  });

  it('nothing is set when it is none', () => {
    expect(plan([known('A')], { profile: 'none' })).toEqual({ set: [], left: [] });
  });
});

describe('by name', () => {
  it.each([
    ['of another kind', { kind: 'data' }],
    ['of a tool that is not here', { programs: ['pnpm'] }],
    ['that is off by default', { default: { linux: null, darwin: null, win32: null } }],
  ] as const)('one %s is set', (_name, over) => {
    expect(names(plan([known('A', over)], { include: ['A'], profile: 'none' }))).toEqual(['A']);
  });

  it('one is left out', () => {
    expect(names(plan([known('A'), known('B')], { exclude: ['A'] }))).toEqual(['B']);
  });

  it('one that is left out is left out, also when it is asked for', () => {
    expect(names(plan([known('A')], { exclude: ['A'], include: ['A'] }))).toEqual([]);
  });

  it('one of no catalogue changes nothing', () => {
    expect(plan([known('A')], { include: ['ZZ'], exclude: ['YY'] }).set).toHaveLength(1);
  });
});

describe('what is unsafe', () => {
  const unsafe = known('A', { unsafe: 'it holds tokens' });

  it('is never set, and the reason is told', () => {
    expect(plan([unsafe])).toEqual({
      set: [],
      left: [{ name: 'A', reason: 'never set for all projects: it holds tokens' }],
    });
  });

  it('is not set when it is asked for either', () => {
    expect(plan([unsafe], { include: ['A'] }).set).toEqual([]);
  });

  it('is not worth a word when nobody asked', () => {
    expect(plan([known('A', { unsafe: 'x', programs: ['pnpm'] })])).toEqual({ set: [], left: [] });
  });
});

describe("the user's own variables", () => {
  it('are set with their value', () => {
    expect(plan([], { set: { MINE: 'x y', FLAGS: '-d {CENTRAL}/a:{CENTRAL}/b' } }).set).toEqual([
      { name: 'FLAGS', value: '-d /c/a:/c/b', folder: null, tool: 'you' },
      { name: 'MINE', value: 'x y', folder: null, tool: 'you' },
    ]);
  });

  it('win over the catalogue', () => {
    expect(plan([known('A')], { set: { A: '/mine' } }).set).toEqual([
      { name: 'A', value: '/mine', folder: null, tool: 'you' },
    ]);
  });

  it('keep their value where they are set already', () => {
    const ownSource = (name: string): string | undefined => (name === 'A' ? '~/.bashrc' : undefined);
    expect(plan([known('A'), known('B')], { set: { C: 'x' } }, { ownSource })).toMatchObject({
      set: [{ name: 'B' }, { name: 'C' }],
      left: [{ name: 'A', reason: 'you set it yourself (~/.bashrc)' }],
    });
  });

  it('are asked about with the value that we would give', () => {
    const asked: string[] = [];
    const ownSource = (name: string, ours: string): undefined => void asked.push(`${name}=${ours}`);
    plan([known('A')], { set: { B: '{CENTRAL}' } }, { ownSource });
    expect(asked).toEqual(['A=/c/cache/a', 'B=/c']);
  });
});

it('sorts by name, so that two runs write the same', () => {
  const planned = plan([known('C'), known('A', { unsafe: 'x' }), known('B'), known('AA', { unsafe: 'x' })]);
  expect(names(planned)).toEqual(['B', 'C']);
  expect(planned.left.map(({ name }) => name)).toEqual(['A', 'AA']);
});

it.each([
  ['{CONFIG}/a', '/c/config/a'],
  ['{DATA}', '/c/data'],
  ['{STATE}/a/b', '/c/state/a/b'],
])('fills the template %s', (template, value) => {
  expect(plan([known('A', { template })]).set).toMatchObject([{ value, folder: value }]);
});
