import { rmSync } from 'node:fs';
import { describeWith } from '../support/oracles';
import { documentOf } from '../support/sandbox';
import { bringSharedPip } from '../support/shared-pip';
import { createToolHome, type ToolHome } from '../support/tool-home';

const lockFile = '.config/clistack/pins.lock.json';
const note = '.local/share/clistack/tools/npm/demo/attestation.txt';
const attestation = 'https://registry.example/-/npm/v1/attestations/demo@1.0.0';

let home: ToolHome;
beforeAll(async () => {
  home = await createToolHome();
  home.npm.publish('demo', '1.0.0', { attestation });
  home.npm.publish('plain', '1.0.0');
  configure('1.0.0');
  expect(await end('NpmInstall')).toBe(0);
  expect(await end('Pin.Lock')).toBe(0);
});
afterAll(() => home.close());

function configure(pin: string): void {
  home.config({ tools: { npm: ['demo', 'plain'] }, pins: { npm: { demo: pin } } });
}

async function end(...args: readonly string[]): Promise<number> {
  return documentOf(await home.clistack([...args, '--json'])).exit_code;
}

function provenance(tool = 'demo'): string | null | undefined {
  const { tools } = JSON.parse(home.read(lockFile)) as {
    readonly tools: readonly { readonly tool: string; readonly provenance: string | null }[];
  };
  return tools.find((one) => one.tool === tool)?.provenance;
}

/** A lock of before: the registry attests the tool, and nobody noted it. */
function forget(): void {
  home.write(lockFile, home.read(lockFile).replace(`"${attestation}"`, 'null'));
  expect(provenance()).toBeNull();
}

it('comes into the lock of what is installed as the registry gave it, and null where it gives none', () => {
  expect([provenance(), provenance('plain')]).toEqual([attestation, null]);
});

it.each(['Pin.Lock', 'Pin.Sync', 'Pin.Lock --from config'])(
  'comes into a lock that was written without it: %s',
  async (typed) => {
    forget();
    expect(await end(...typed.split(' '))).toBe(0);
    expect(provenance()).toBe(attestation);
  },
);

it('is asked for anew where nobody noted it, and not forgotten where nobody can tell', async () => {
  const noted = home.read(note);
  rmSync(home.path(note));
  forget();
  expect(await end('Pin.Lock', '--from', 'config')).toBe(0);
  expect(provenance()).toBe(attestation);

  const before = home.read(lockFile);
  configure('^1.0.0');
  expect([await end('Pin.Lock'), await end('Pin.DriftFail'), provenance()]).toEqual([0, 0, attestation]);
  configure('1.0.0');
  expect(await end('Pin.Lock')).toBe(0);
  expect(JSON.parse(home.read(lockFile))).toMatchObject(withoutDates(before));
  home.write(note, noted);
});

it('stays with a tool that is put in anew by its lock', async () => {
  rmSync(home.path('.local/share/clistack/tools/npm'), { recursive: true });
  expect(await end('Pin.Sync')).toBe(0);
  forget();
  expect(await end('Pin.Lock')).toBe(0);
  expect(provenance()).toBe(attestation);
});

describeWith('pipx', 'with pipx', () => {
  it('comes into the lock of a Python tool from its index', async () => {
    bringSharedPip(home);
    const integrity = 'https://pypi.example/integrity/demo-py/1.0.0/provenance';
    home.wheels.publish('demo-py', '1.0.0', { provenance: integrity });
    home.config({ tools: { pipx: ['demo-py'] }, pins: { pipx: { 'demo-py': '1.0.0' } } });
    expect([await end('PipxInstall'), await end('Pin.Lock'), provenance('demo-py')]).toEqual([0, 0, integrity]);
    rmSync(home.path(lockFile));
    expect([await end('Pin.Lock', '--from', 'config'), provenance('demo-py')]).toEqual([0, integrity]);
  });
});

function withoutDates(text: string): object {
  return JSON.parse(text, (key, value: unknown) => (key === 'date' ? expect.any(String) : value)) as object;
}
