import { checkPolicy } from '../../../lib/update';
import type { UpdateConfig } from '../../../lib/update';
import { createMemorySystem } from '../../../lib/system/memory';
import { load, sourceFiles } from '../config/world';
import { shipped } from './cases';

const system = createMemorySystem({ files: sourceFiles });
const tools = { npm: ['ga', 'eslint', '@types/node'], pipx: ['Foo_Bar'], uv: ['ruff'], cargo: [] };

const check = (update: Partial<UpdateConfig>): readonly string[] =>
  checkPolicy(system, { tools, update: { ...shipped, ...update } }, load).map(
    ({ pointer, severity, message, suggestion }) =>
      `${severity} ${pointer}: ${message}${suggestion === null ? '' : `, ${suggestion}?`}`,
  );

it('has no word on a policy that means what it says', () => {
  expect(
    check({
      allow: ['*', 'npm:*', 'cargo:*', 'ga', 'pipx:foo-bar', '@types/*', 'npm:@*', '*/node', 'G*'],
      deny: ['ga@1.x', 'npm:ga@>=2 <3', 'ruff@>=0.12,<1', '*@1.0.0', 'GA@1.2.0-rc.1', 'npm:@types/node@^20'],
      maxMajor: { '*': 'installed', 'npm:*': 3, ga: 1 },
      groups: { types: { tools: ['@types/*'] } },
      overrides: { 'npm:ga': { minAgeDays: 0 } },
    }),
  ).toEqual([]);
});

describe('a deny that can mean nothing is an error', () => {
  it.each([
    ['ga@banana', '"banana" is neither a version nor a range of npm'],
    ['ga@latest', '"latest" is neither a version nor a range of npm'],
    ['ga@>2 <1', 'no version is in ">2 <1"'],
    ['ruff@>2,<1', 'no version is in ">2,<1"'],
    ['ga@', 'no version stands after the @'],
    ['npm:ga@', 'no version stands after the @'],
    ['other@banana', '"banana" is neither a version nor a range of cargo or npm or pipx or uv'],
    ['*@!=2.0', '"!=2.0" is neither a version nor a range of npm, pipx:*@!=2.0?'],
    ['@ga', 'no tool can be named @ga, ga?'],
    ['npn:ga', '"npn" is no package manager, npm:ga?'],
    ['NPM:ga@1.x', '"NPM" is no package manager, npm:ga@1.x?'],
    ['homebrew:ga', '"homebrew" is no package manager, npm:ga?'],
    [':ga', 'no package manager stands before the colon, ga?'],
    ['npm:', 'it names no tool, npm:*?'],
    ['ga @1.2.0', 'a blank stands in it, ga@1.2.0?'],
    [' ga', 'a blank stands in it, ga?'],
    ['npm: ga', 'a blank stands in it, npm:ga?'],
    ['ga eslint', 'a blank stands in it'],
    [' ', 'a blank stands in it'],
    ['g?', 'no tool can be named g?, ga?'],
    ['{ga,eslint}', 'no tool can be named {ga,eslint}'],
    ['pipx:@types/*', 'no tool of pipx can be named @types/*'],
    ['npm:-x*', 'no tool of npm can be named -x*'],
    ['ga\n', 'a blank stands in it, ga?'],
  ])('%j', (text, says) => {
    expect(check({ deny: ['eslint', text] })).toEqual([`error /update/deny/1: ${says}`]);
  });
});

it('takes versions in deny alone', () => {
  const says = 'a version means nothing here, ga?';
  expect(
    check({
      allow: ['ga@1.x'],
      maxMajor: { 'ga@1.x': 1 },
      groups: { 'a/b': { tools: ['eslint', 'ga@1.x'] } },
      overrides: { 'ga@1.x': {} },
    }),
  ).toEqual([
    `error /update/allow/0: ${says}`,
    `error /update/maxMajor/ga@1.x: ${says}`,
    `error /update/groups/a~1b/tools/1: ${says}`,
    `error /update/overrides/ga@1.x: ${says}`,
  ]);
});

describe('a name that is no listed tool is a warning', () => {
  it('wherever it stands, with the nearest one', () => {
    const says = 'tools lists no tool that it means';
    expect(
      check({
        allow: ['npm:gaa'],
        deny: ['eslnt@8.x', 'pipx:ga', 'zzzzzzzz', 'prettier*'],
        maxMajor: { 'types/node': 1 },
        groups: { g: { tools: ['rufff', 'ga'] } },
        overrides: { 'pipx:foobar': {} },
      }),
    ).toEqual([
      `warning /update/allow/0: ${says}, npm:ga?`,
      `warning /update/deny/0: ${says}, eslint@8.x?`,
      `warning /update/deny/1: ${says}, npm:ga?`,
      `warning /update/deny/2: ${says}`,
      `warning /update/deny/3: ${says}`,
      `error /update/maxMajor/types~1node: no tool can be named types/node, @types/node?`,
      `warning /update/groups/g/tools/0: ${says}, ruff?`,
      `warning /update/overrides/pipx:foobar: ${says}, pipx:Foo_Bar?`,
    ]);
  });
});

it('says which key and which group never have a say', () => {
  expect(
    check({
      maxMajor: { GA: 1, ga: 2, 'es*': 3, eslint: 4 },
      groups: { all: { tools: ['*'] }, types: { tools: ['@types/*'] }, none: { tools: [] } },
    }),
  ).toEqual([
    'warning /update/maxMajor/ga: "GA" goes before it, for every tool that it means',
    'warning /update/maxMajor/es*: "eslint" goes before it, for every tool that it means',
    'warning /update/groups/types: every tool of it is in the group "all", which stands first',
    'warning /update/groups/none: no tool is in the group',
  ]);
});
