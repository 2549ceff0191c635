import { createSandbox, documentOf, doors, type Door, type Sandbox } from '../support/sandbox';
import { makeNpmTool } from '../support/made-tools';
import { ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

const words: Readonly<Record<Door, string>> = { clistack: 'clistack', just: 'npx just' };
/** A shell that is to read variables in calls the bin, whichever door said so. */
const wordsOfOther: Readonly<Record<Door, RegExp>> = { clistack: /npx just/, just: /clistack (?!Env\.Print)[A-Z<]/ };

describe.each(doors)('through %s', (door) => {
  const own = words[door];

  it.each([
    ['a name that is none', ['Rebild'], 'Tasks'],
    ['a flag that is none', ['Undo.List', '--nothing'], 'Help Undo.List'],
    ['a value that is none', ['Graph', '--format', 'picture'], 'Help Graph'],
    ['a config that is named and not there', ['Tasks', '--configFile', '/no.json'], "Config.Init --file '/no.json'"],
    ['a run that cannot be taken back', ['Undo.Run', '--run', 'abcd'], 'Undo.List'],
  ])('%s: what to type next is in its own words', async (_, line, next) => {
    const [said, answered] = [await sandbox.run(door, line), await sandbox.run(door, [...line, '--json'])];
    expect(said.stderr).toContain(`\n  next: ${own} ${next}\n`);
    expect(documentOf(answered)).toMatchObject({ error: { fix: `${own} ${next}` } });
  });

  it.each([
    ['Tasks', ['Tasks'], '<task> [<task>...]'],
    ['Help', ['Help', 'Undo.Run'], 'Undo.Run'],
    ['Explain', ['Explain', 'MAS001'], 'Config.Show'],
    ['the way back', ['CentralizeApply'], 'Undo.Run --run '],
    ['an answer', ['MasterBin.Which', 'demo'], 'MasterBin.Rebuild'],
  ])('%s speaks its own words', async (_, line, next) => {
    makeNpmTool(sandbox);
    const { stdout, stderr } = await sandbox.run(door, line);
    expect(stdout).toContain(`${own} ${next}`);
    expect(stdout + stderr).not.toMatch(wordsOfOther[door]);
  });

  it('leaves the words of a user alone', async () => {
    const text = 'type npx just Own.Other, or clistack Own.Other';
    ownTasks(sandbox, {
      'own/fails.js': `{ name: 'Own.Fails', summary: 's', run: () => { throw new Error('${text}'); } }`,
      'own/says.js': `{ name: 'Own.Says', summary: 's', run: () => ({ fix: '${text}' }) }`,
    });
    expect(documentOf(await sandbox.run(door, ['Own.Fails', '--json']))).toMatchObject({
      error: { message: `Own.Fails: ${text}` },
    });
    expect(documentOf(await sandbox.run(door, ['Own.Says', '--json']))).toMatchObject({ data: { fix: text } });
  });
});

describe('the bin, started by npm', () => {
  it.each([
    ['npx clistack', "'clistack'", 'npx clistack'],
    ['npx clistack, on Windows or with an older npm', 'clistack', 'npx clistack'],
    ['npx -c, and npm run', 'clistack Rebild --json', 'npx clistack'],
    ['the other name of the bin', '"devops-cli"', 'npx clistack'],
    ['a program that npm started and that calls the bin', "'just'", 'clistack'],
    ['a program whose name only begins like it', "'clistack-lint'", 'clistack'],
  ])('%s: what to type next is what can be typed there', async (_, script, own) => {
    const { stderr } = await sandbox.run('clistack', ['Rebild'], { env: { npm_lifecycle_script: script } });
    expect(stderr).toContain(`\n  next: ${own} Tasks\n`);
  });

  it('leaves the other door its own words, also below a run of the bin', async () => {
    const { stderr } = await sandbox.run('just', ['Rebild'], { env: { npm_lifecycle_script: "'clistack'" } });
    expect(stderr).toContain('\n  next: npx just Tasks\n');
  });
});
