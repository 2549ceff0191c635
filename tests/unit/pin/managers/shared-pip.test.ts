import type { MemoryOptions } from '../../../../lib/system/memory';
import { registryUnreachable } from '../../../../lib/pin/faults';
import { withSharedPip } from '../../../../lib/pin/pipx/shared-pip';
import type { Pip } from '../../../../lib/pin/python/pip';
import { memoryWorld, tools, type MemoryWorld } from './world';

const shared = `${tools}/pipx/.shared/libs`;
const pip = 'lib/python3.12/site-packages/pip/__main__.py';

const sharedPip = (world: MemoryWorld): Promise<Pip> => withSharedPip(world, 'demo', (pip) => Promise.resolve(pip));

/** Where `venv` makes what an environment is: a python, and pip in its library. */
function worldWith(files: Readonly<Record<string, string>>): { readonly world: MemoryWorld; readonly made: string[] } {
  const made: string[] = [];
  const world: MemoryWorld = memoryWorld({
    files,
    programs: {
      pipx: () => ({ stdout: 'python3\n' }),
      python3: (args) => {
        const folder = args.at(-1) ?? '';
        made.push(folder);
        world.system.files.makeFolder(`${folder}/bin`);
        world.system.files.write(`${folder}/bin/python`, '');
        return {};
      },
    },
  });
  return { world, made };
}

it.each([
  ['is taken as it is when it is whole', ['bin/python', 'pyvenv.cfg', pip], 0],
  ['is made again when pip is not in it', ['bin/python', 'pyvenv.cfg'], 1],
  ['is made again when its python is gone', ['pyvenv.cfg', pip], 1],
  ['is made again when its settings are gone', ['bin/python', pip], 1],
  ['is made where there is none', [], 1],
])('the shared pip %s', async (_, names, times) => {
  const { world, made } = worldWith(Object.fromEntries(names.map((name) => [`${shared}/${name}`, ''])));
  expect(await sharedPip(world)).toEqual({ manager: 'pipx', python: `${shared}/bin/python` });
  expect(made).toHaveLength(times);
  expect(world.system.files.stat(`${shared}/bin/python`)?.kind).toBe('file');
});

it.each([
  ['is made again when the system has another python now', 'python3.13', 1],
  ['is taken as it is when its python is the one of its library', 'python3.12', 0],
  ['is taken as it is when the name of its python has no version', 'python', 0],
])('the shared pip %s', async (_, name, times) => {
  const { world, made } = worldWith({
    [`${shared}/${pip}`]: '',
    [`${shared}/pyvenv.cfg`]: '',
    [`/usr/bin/${name}`]: '',
  });
  world.system.files.makeFolder(`${shared}/bin`);
  world.system.links.make(`${shared}/bin/python`, `/usr/bin/${name}`);
  await sharedPip(world);
  expect(made).toHaveLength(times);
});

type Programs = NonNullable<MemoryOptions['programs']>;

/** A `venv` whose ensurepip fails, as Python tells of it, and what ensurepip itself answers. */
function worldWithout(stderr: string, said: { readonly status?: number; readonly stderr?: string }): MemoryWorld {
  const programs: Record<string, Programs[string]> = {
    pipx: () => ({ stdout: 'python3\n' }),
    python3: (args) => {
      const folder = args.at(-1) ?? '';
      world.system.files.makeFolder(folder);
      programs[`${folder}/bin/python`] = (own) =>
        own.join(' ') === '-m ensurepip --upgrade --default-pip' ? said : { status: 2 };
      return { status: 1, stderr };
    },
  };
  const world: MemoryWorld = memoryWorld({ programs });
  return world;
}

const silent = `Error: Command '['/x/libs/bin/python3', '-m', 'ensurepip', '--upgrade', '--default-pip']' returned non-zero exit status 1.`;
const noRoom = `ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device

Traceback (most recent call last):
  File "/usr/lib/python3.11/subprocess.py", line 571, in run
subprocess.CalledProcessError: Command '['/x/libs/bin/python']' returned non-zero exit status 1.`;

it('asks ensurepip what was in its way, because venv does not tell', async () => {
  const world = worldWithout(silent, { status: 1, stderr: noRoom });
  await expect(sharedPip(world)).rejects.toMatchObject({ code: 'PIN031', exit: 506 });
  // Nothing of half an environment is left.
  expect(world.system.files.stat(`${tools}/pipx`)).toBeUndefined();
});

it('has nothing to ask ensurepip where venv failed before it', async () => {
  const world = worldWithout('Error: [Errno 13] Permission denied', {});
  await expect(sharedPip(world)).rejects.toMatchObject({ code: 'PIN013' });
});

describe('where no index answers', () => {
  const unreachable = registryUnreachable({ manager: 'pipx', tool: 'demo', reason: 'no route' });
  const ask = (world: MemoryWorld, error?: Error): Promise<string> =>
    withSharedPip(world, 'demo', () => (error === undefined ? Promise.resolve('well') : Promise.reject(error)));

  it('goes again, with the folders above it that were made for it', async () => {
    const { world } = worldWith({});
    await expect(ask(world, unreachable)).rejects.toBe(unreachable);
    expect(world.system.files.stat(`${tools}/pipx`)).toBeUndefined();
  });

  it('is made again for who comes later', async () => {
    const { world, made } = worldWith({});
    await expect(ask(world, unreachable)).rejects.toBe(unreachable);
    expect(await ask(world)).toBe('well');
    expect(made).toHaveLength(2);
  });

  it('stays where another one is at work with it', async () => {
    const { world } = worldWith({});
    let finish: (text: string) => void = () => undefined;
    const other = withSharedPip(world, 'other', () => new Promise<string>((resolve) => { finish = resolve; })); // prettier-ignore
    await expect(ask(world, unreachable)).rejects.toBe(unreachable);
    expect(world.system.files.stat(`${shared}/bin/python`)?.kind).toBe('file');
    finish('well');
    expect(await other).toBe('well');
  });

  it.each([
    ['that was there before', [`${shared}/bin/python`, `${shared}/pyvenv.cfg`, `${shared}/${pip}`]],
    ['beside a tool', [`${tools}/pipx/demo/x`]],
  ])('one %s stays', async (_, files) => {
    const { world } = worldWith(Object.fromEntries(files.map((path) => [path, ''])));
    await expect(ask(world, unreachable)).rejects.toBe(unreachable);
    expect(world.system.files.stat(`${shared}/bin/python`)?.kind).toBe('file');
  });

  it('stays after another failure', async () => {
    const { world } = worldWith({});
    await expect(ask(world, new Error('other'))).rejects.toThrow('other');
    expect(world.system.files.stat(`${shared}/bin/python`)?.kind).toBe('file');
  });
});
