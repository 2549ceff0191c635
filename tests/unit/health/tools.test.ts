import toolsAnswer from '../../../lib/health/checks/hc004-tools-answer';
import type { CheckFacts, Finding } from '../../../lib/health/check';
import { checkTools, type ToolAnswer } from '../../../lib/health/tools';
import type { MemoryOptions, MemorySystem } from '../../../lib/system/memory';
import type { RunOptions } from '../../../lib/system/ports/processes';
import { home } from '../config/world';
import { factsOf } from './facts';

type Programs = NonNullable<MemoryOptions['programs']>;
type Answer = ReturnType<Programs[string]>;

interface Machine {
  readonly facts: CheckFacts & { readonly system: MemorySystem };
  readonly asked: { readonly tool: string; readonly args: readonly string[]; readonly run: RunOptions }[];
}

function machine(
  tools: Readonly<Record<string, Answer>>,
  over: Partial<CheckFacts> = {},
  files: Readonly<Record<string, string>> = {},
): Machine {
  const asked: Machine['asked'] = [];
  const programs: Programs = Object.fromEntries(
    Object.entries(tools).map(([tool, answer]) => [
      tool,
      (args: readonly string[], run: RunOptions): Answer => {
        asked.push({ tool, args, run });
        return answer;
      },
    ]),
  );
  const places = Object.fromEntries(Object.keys(tools).map((tool) => [`/usr/bin/${tool}`, tool]));
  return { facts: factsOf({ programs, files: { ...places, ...files } }, over), asked };
}
const ask = async ({ facts }: Machine): Promise<readonly Pick<ToolAnswer, 'tool' | 'version' | 'problem'>[]> =>
  (await checkTools(facts)).map(({ tool, version, problem }) => ({ tool, version, problem }));
const tools = ({ asked }: Machine): readonly string[] => asked.map(({ tool }) => tool);
const memory = ({ facts }: Machine): string => `${facts.paths.state}/tools.json`;

describe('a tool that is here', () => {
  it('is asked for its version', async () => {
    const here = machine({
      git: { stdout: 'git version 2.50\nmore\n' },
      npm: { stdout: '', stderr: '11.1\n' },
      go: { stdout: 'go1.26' },
      other: {},
    });
    expect(await ask(here)).toEqual([
      { tool: 'git', version: 'git version 2.50', problem: null },
      { tool: 'go', version: 'go1.26', problem: null },
      { tool: 'npm', version: '11.1', problem: null },
    ]);
    expect(here.asked.map(({ tool, args }) => [tool, ...args])).toEqual([
      ['git', '--version'],
      ['go', 'version'],
      ['npm', '--version'],
    ]);
  });

  it('is asked with a home that is gone afterwards', async () => {
    const here = machine({ npm: {} }, {}, { [`${home}/.nvm/x`]: '' });
    await ask(here);
    const { env = {}, cwd, timeoutMs } = here.asked[0]?.run ?? {};
    expect(env).toMatchObject({ NVM_DIR: `${home}/.nvm`, DOTNET_CLI_TELEMETRY_OPTOUT: '1' });
    expect(env['HOME']).toMatch(`${here.facts.paths.state}/tool-home-`);
    expect(env).not.toHaveProperty('RUSTUP_HOME');
    expect({ cwd, timeoutMs }).toEqual({ cwd: home, timeoutMs: 15_000 });
    expect(here.facts.system.files.list(here.facts.paths.state).map(({ name }) => name)).toEqual(['tools.json']);
  });

  it.each([
    ['ends badly', { status: 3, stderr: 'no such module\nat x' }, 'it ended with status 3: no such module'],
    ['ends badly without a word', { status: 3 }, 'it ended with status 3'],
    ['is ended', { status: null, signal: 'SIGSEGV' }, 'it ended with SIGSEGV'],
    ['ends in no known way', { status: null }, 'it ended with status unknown'],
    ['takes too long', { timedOut: true }, 'it took longer than 15 s'],
  ] as const)('has a problem when it %s', async (_name, answer, problem) => {
    expect(await ask(machine({ npm: answer }))).toEqual([{ tool: 'npm', version: null, problem }]);
  });

  it('has a problem when it cannot be started', async () => {
    const here = machine({ npm: {} });
    const { system } = here.facts;
    const run: typeof system.processes.run = () => system.processes.run('/usr/bin/nothing', []);
    const facts = { ...here.facts, system: { ...system, processes: { ...system.processes, run } } };
    expect(await checkTools(facts)).toMatchObject([{ problem: '/usr/bin/nothing is not on the PATH' }]);
  });

  it('does not hide a bug, and leaves no home behind', async () => {
    const { facts } = machine({ npm: {} });
    const run = (): Promise<never> => Promise.reject(new TypeError('a bug'));
    const broken = { ...facts, system: { ...facts.system, processes: { ...facts.system.processes, run } } };
    await expect(checkTools(broken)).rejects.toThrow('a bug');
    expect(facts.system.files.list(facts.paths.state)).toEqual([]);
  });

  it('is not asked in a dry run', async () => {
    const here = machine({ npm: {} }, { dryRun: true });
    expect(await ask(here)).toEqual([]);
    expect([tools(here), here.facts.system.files.stat(memory(here))]).toEqual([[], undefined]);
  });
});

describe('the memory of answers', () => {
  it('spares a second question', async () => {
    const here = machine({ npm: { stdout: '11' } });
    const first = await ask(here);
    expect(await ask(here)).toEqual(first);
    expect(tools(here)).toEqual(['npm']);
  });

  it('lasts a day', async () => {
    const here = machine({ npm: { stdout: '11' } });
    await ask(here);
    here.facts.system.advance(86_400_000);
    await ask(here);
    expect(tools(here)).toEqual(['npm', 'npm']);
  });

  it('does not hold for a program that was changed', async () => {
    const here = machine({ npm: { stdout: '11' } });
    await ask(here);
    here.facts.system.files.write('/usr/bin/npm', 'a newer one');
    await ask(here);
    expect(tools(here)).toEqual(['npm', 'npm']);
  });

  it('does not hold for a bad answer', async () => {
    const here = machine({ git: { stdout: '2' }, npm: { status: 1 } });
    await ask(here);
    expect((await ask(here)).map(({ tool }) => tool)).toEqual(['git', 'npm']);
    expect(tools(here)).toEqual(['git', 'npm', 'npm']);
  });

  it('is not asked when everything is wanted fresh', async () => {
    const here = machine({ npm: {} });
    await ask(here);
    await checkTools({ ...here.facts, fresh: true });
    expect(tools(here)).toHaveLength(2);
  });

  it.each(['', '{', 'null'])('may be damaged: "%s"', async (damaged) => {
    const here = machine({ npm: {} });
    here.facts.system.files.makeFolder(here.facts.paths.state);
    here.facts.system.files.write(memory(here), damaged);
    expect(await ask(here)).toHaveLength(1);
  });

  it.each(['{}', '{"answers": null}', '{"answers": 7}'])('may be of another form: %s', async (other) => {
    const here = machine({ npm: {} });
    here.facts.system.files.makeFolder(here.facts.paths.state);
    here.facts.system.files.write(memory(here), other);
    expect(await ask(here)).toHaveLength(1);
  });

  it('is for the user alone', async () => {
    const here = machine({ npm: {} });
    await ask(here);
    expect(here.facts.system.files.stat(memory(here))?.mode).toBe(0o600);
  });
});

describe('HC004, tools that do not answer', () => {
  const look = async (npm: Answer): Promise<readonly Finding[]> => toolsAnswer.run(machine({ npm }).facts);

  it('finds none when all do', async () => {
    expect(await look({ stdout: '11' })).toEqual([]);
  });

  it('says what the tool said, and offers no fix it does not know', async () => {
    expect(await look({ status: 1, stderr: 'broken' })).toEqual([
      {
        severity: 'warning',
        message: 'npm does not answer: it ended with status 1: broken',
        evidence: { tool: 'npm', path: '/usr/bin/npm', args: ['--version'] },
        fix: null,
      },
    ]);
  });
});
