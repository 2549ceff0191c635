import { bootstrapPipx } from '../../../../lib/pin/pipx/bootstrap';
import type { ChildOutcome } from '../../../../lib/system/ports/processes';
import { createRecording } from '../../../../lib/system/recording';
import { memoryWorld } from './world';

/** The programs on the PATH; installing puts pipx there. */
function machine(...names: readonly string[]): {
  readonly calls: string[];
  readonly programs: Record<string, (args: readonly string[]) => Partial<ChildOutcome>>;
} {
  const calls: string[] = [];
  const programs: Record<string, (args: readonly string[]) => Partial<ChildOutcome>> = {};
  for (const name of names)
    programs[name] = (args) => {
      calls.push([name, ...args].join(' '));
      if (args.includes('pipx')) programs['pipx'] = () => ({});
      return {};
    };
  return { calls, programs };
}

it('asks the package manager of the system, through sudo where it is not root', async () => {
  const { calls, programs } = machine('apt-get', 'sudo', 'brew');
  const said = await bootstrapPipx(memoryWorld({ programs }), 1000);
  expect(calls).toEqual(['sudo --non-interactive apt-get install --yes pipx']);
  expect(said).toBe(calls[0]);
});

it('needs no sudo for brew', async () => {
  const { calls, programs } = machine('brew');
  await bootstrapPipx(memoryWorld({ programs }), 1000);
  expect(calls).toEqual(['brew install pipx']);
});

it('does nothing when pipx is there', async () => {
  const { calls, programs } = machine('apt-get', 'pipx');
  expect(await bootstrapPipx(memoryWorld({ programs }), 1000)).toBeUndefined();
  expect(calls).toEqual([]);
});

it('only lists the command in a dry run, with the one that takes it back', async () => {
  const { calls, programs } = machine('brew');
  const world = memoryWorld({ programs }, true);
  const { system, steps } = createRecording(world.system).forTask('T');
  await bootstrapPipx({ ...world, system }, 1000);
  expect(calls).toEqual([]);
  expect(steps).toEqual([
    { kind: 'child.run', path: '/home/ada', argv: ['brew', 'install', 'pipx'], undo: { kind: 'command', argv: ['brew', 'uninstall', 'pipx'] } },
  ]); // prettier-ignore
});

it('says so where no package manager of the system is known', async () => {
  await expect(bootstrapPipx(memoryWorld(), 1000)).rejects.toMatchObject({ code: 'PIN001', exit: 503 });
});

it('does not believe a package manager that brought nothing', async () => {
  const world = memoryWorld({ programs: { brew: () => ({}) } });
  await expect(bootstrapPipx(world, 1000)).rejects.toMatchObject({ code: 'PIN013' });
});
