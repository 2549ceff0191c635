import type { MemoryOptions } from '../../../../lib/system/memory';
import { sharedPip } from '../../../../lib/pin/pipx/shared-pip';
import { memoryWorld, tools, type MemoryWorld } from './world';

const shared = `${tools}/pipx/.shared/libs`;
const pip = 'lib/python3.12/site-packages/pip/__main__.py';

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
  expect(await sharedPip(world, 'demo')).toEqual({ manager: 'pipx', python: `${shared}/bin/python` });
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
  await sharedPip(world, 'demo');
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
  await expect(sharedPip(world, 'demo')).rejects.toMatchObject({ code: 'PIN031', exit: 506 });
  // Nothing of half an environment is left.
  expect(world.system.files.list(`${tools}/pipx`)).toEqual([]);
});

it('has nothing to ask ensurepip where venv failed before it', async () => {
  const world = worldWithout('Error: [Errno 13] Permission denied', {});
  await expect(sharedPip(world, 'demo')).rejects.toMatchObject({ code: 'PIN013' });
});
