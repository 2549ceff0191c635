import { compileValidator } from '../../../lib/config/validator';
import { comparePins, lockConfig, lockSystem, staleReasons, writePinsLock } from '../../../lib/pin';
import { composeLock, readPinsLock } from '../../../lib/pin/lock-file';
import { schemas } from '../../../lib/pin/schemas';
import { chooseByPolicy } from '../../../lib/update';
import { faultWith } from '../config/world';
import { registryOf, type MemoryRegistry } from './memory-manager';
import { pinWorld, userConfig, type PinWorld } from './pin-world';

let registry: MemoryRegistry;
let world: PinWorld;
beforeEach(() => {
  registry = registryOf({ b: ['1.0.0', '1.1.0'], a: ['1.0.0', '1.1.0', '2.0.0'] });
  world = pinWorld(registry);
});

const text = (): string => world.system.files.read(world.lockFile).toString('utf8');
const writeLock = (pins?: Readonly<Record<string, string>>): void => {
  writePinsLock(world.facts(), world.lockFile, lockSystem(world.facts({ pins: pins ?? {} })).lock);
};

it('lies beside the config in use, and where the own config would lie without one', () => {
  expect(world.lockFile).toBe('/home/ada/.config/clistack/pins.lock.json');
  expect(userConfig).toBe('/home/ada/.config/clistack/toolstack.config.json');
});

it('holds every listed tool with its tree, sorted, and keeps its schema', async () => {
  await world.sync(world.facts({ pins: { a: '~1.0' } }));
  writeLock({ a: '~1.0' });
  const lock = JSON.parse(text()) as { readonly tools: readonly unknown[] };
  expect(lock.tools).toMatchObject([
    { manager: 'npm', tool: 'a', wanted: '~1.0', resolved: '1.0.0', source: 'memory:a', provenance: null },
    { manager: 'npm', tool: 'b', wanted: null, resolved: '1.1.0' },
  ]);
  const validate = compileValidator(schemas['pins-lock']);
  expect(validate(lock) ? [] : validate.errors).toEqual([]);
});

it('is not written again when nothing but the time has changed', async () => {
  await world.sync(world.facts());
  writeLock();
  const before = text();
  world.system.advance(86_400_000);
  writeLock();
  expect(text()).toBe(before);
});

it.each([
  ['other line ends', (lock: string) => lock.replaceAll('\n', '\r\n')],
  ['another order', (lock: string) => reordered(lock)],
  ['its schema named', (lock: string) => lock.replace('{', '{\n  "$schema": "./x.json",')],
])('is not written again when it has %s', async (_, change) => {
  await world.sync(world.facts());
  writeLock();
  const changed = change(text());
  world.system.files.write(world.lockFile, changed);
  writeLock();
  expect(text()).toBe(changed);
});

it('keeps the name of its schema when it is written', async () => {
  await world.sync(world.facts({ pins: { a: '1.0.0' } }));
  writeLock({ a: '1.0.0' });
  world.system.files.write(world.lockFile, text().replace('{', '{\n  "$schema": "./x.json",'));
  await world.sync(world.facts({ pins: { a: '1.1.0' } }));
  expect(JSON.parse(text())).toMatchObject({ $schema: './x.json', version: 1, tools: [{ resolved: '1.1.0' }, {}] });
});

it('moves the date of the entry that changed, and of no other', async () => {
  await world.sync(world.facts({ pins: { a: '1.0.0' } }));
  writeLock({ a: '1.0.0' });
  world.system.advance(86_400_000);
  await world.sync(world.facts({ pins: { a: '1.1.0' } }));
  const dates = (JSON.parse(text()) as { tools: { date: string }[] }).tools.map(({ date }) => date.slice(0, 10));
  expect(dates).toEqual(['2026-01-16', '2026-01-15']);
});

it('says why it does not hold a tool: it is not there, or not as its pin wants it', async () => {
  await world.sync(world.facts({ tools: ['a'], pins: { a: '1.0.0' } }));
  expect(lockSystem(world.facts({ pins: { a: '2.0.0' } }))).toMatchObject({
    lock: { tools: [] },
    missing: [
      'npm:b was not locked: it is not installed',
      'npm:a was not locked: 1.0.0 is installed, and its pin is 2.0.0',
    ],
  });
});

it('locks what the config asks for without installing it', async () => {
  const choose = chooseByPolicy(world.config.update, world.system.clock.now());
  const { lock } = await lockConfig(world.facts({ pins: { a: '^1' } }), choose);
  expect(lock.tools.map(({ tool, resolved }) => `${tool} ${resolved}`)).toEqual(['a 1.1.0', 'b 1.1.0']);
  expect(registry.calls.filter((call) => call.startsWith('install'))).toEqual([]);
});

it('keeps the old entry of a tool that cannot be asked about', async () => {
  const choose = chooseByPolicy(world.config.update, world.system.clock.now());
  writePinsLock(world.facts(), world.lockFile, (await lockConfig(world.facts(), choose)).lock);
  registry.tools.delete('a');
  const { lock, failed } = await lockConfig(world.facts({ tools: ['a', 'b'] }), choose);
  expect(failed).toMatchObject([{ tool: 'a', fault: { code: 'PIN011' } }]);
  expect(lock.tools.map(({ tool, resolved }) => `${tool} ${resolved}`)).toEqual(['a 2.0.0', 'b 1.1.0']);
});

it('fixes the version of a free tool, whatever is published since', async () => {
  await world.sync(world.facts());
  writeLock();
  registry.tools.set('b', { tool: 'b', versions: [{ version: '9.0.0', published: '2020-01-01' }], tags: {} });
  world.system.files.removeTree(`${world.paths.tools}/npm/b`);
  await world.sync(world.facts());
  expect(comparePins(world.facts()).map(({ tool, installed, by }) => `${tool} ${installed ?? ''} ${by}`)).toEqual([
    'a 2.0.0 lock',
    'b 1.1.0 lock',
  ]);
});

it.each([
  ['learned', null, 'https://r/att', 'https://r/att'],
  ['kept where nobody knows of one now', 'https://r/att', null, 'https://r/att'],
])('has an attestation that is %s, under another pin too', (_, before, now, expected) => {
  const entry = { manager: 'npm', tool: 'a', wanted: null, resolved: '1.0.0', integrity: 'x', source: null, date: '' };
  const whole = { ...entry, packages: [], file: { sha256: '', lines: [] } };
  const old = { version: 1, tools: [{ ...whole, provenance: before }] } as const;
  const provenanceOf = (more: object): unknown =>
    composeLock([{ ...whole, provenance: now, ...more }], old).tools[0]?.provenance;
  expect([provenanceOf({}), provenanceOf({ wanted: '^1' }), provenanceOf({ resolved: '2.0.0' })]).toEqual([
    expected,
    expected,
    now,
  ]);
});

it('is kept in step by a sync that follows a new pin', async () => {
  await world.sync(world.facts());
  writeLock();
  await world.sync(world.facts({ pins: { a: '~1.0', b: '1.x' } }));
  expect(staleReasons(world.facts({ pins: { a: '~1.0', b: '1.x' } }), 'system')).toEqual([]);
  expect(text()).toContain('"wanted": "1.x"');
});

describe('is stale', () => {
  beforeEach(async () => {
    await world.sync(world.facts({ pins: { a: '1.0.0' } }));
    writeLock({ a: '1.0.0' });
  });

  it('never right after it was written', () => {
    expect(staleReasons(world.facts({ pins: { a: '1.0.0' } }), 'system')).toEqual([]);
    expect(staleReasons(world.facts({ pins: { a: '1.0.0' } }), 'config')).toEqual([]);
  });

  it.each([
    ['a pin moved', { pins: { a: '1.1.0' } }, 'npm:a was locked for 1.0.0, and the pin is 1.1.0'],
    ['a pin went', {}, 'npm:a was locked for 1.0.0, and the pin is none now'],
    ['a pin came', { pins: { a: '1.0.0', b: '^1' } }, 'npm:b was locked for any version, and the pin is ^1'],
    ['a tool came', { tools: ['a', 'b', 'c'], pins: { a: '1.0.0' } }, 'npm:c is listed and not locked'],
    ['a tool went', { tools: ['a'], pins: { a: '1.0.0' } }, 'npm:b is locked and not listed'],
  ] as const)('when %s', (_, npm, reason) => {
    expect(staleReasons(world.facts(npm), 'config')).toEqual([{ reason, fix: 'npx just Pin.Lock --from config' }]);
  });

  it('when another version is installed, unless only the config counts', async () => {
    const { lock: _lock, ...unlocked } = world.facts({ pins: { a: '1.0.0', b: '1.0.0' } });
    await world.sync({ ...unlocked, lock: undefined });
    const facts = world.facts({ pins: { a: '1.0.0' } });
    expect(staleReasons(facts, 'system')).toEqual([
      { reason: 'npm:b is locked at 1.1.0, and 1.0.0 is installed', fix: 'npx just Pin.Lock' },
    ]);
    expect(staleReasons(facts, 'config')).toEqual([]);
  });

  it.each([
    ['what is installed is not what the pin wants', '1.0.0', 'npm:a is locked at 1.0.0, and 2.0.0 is installed'],
    ['a new pin is met by nothing', '1.1.0', 'npm:a was locked for 1.0.0, and the pin is 1.1.0'],
  ])('and sends to Pin.Sync when %s: locking again would change nothing', async (_, pin, reason) => {
    const { lock: _lock, ...unlocked } = world.facts({ pins: { a: '2.0.0' } });
    await world.sync({ ...unlocked, lock: undefined });
    const facts = world.facts({ pins: { a: pin } });
    expect(staleReasons(facts, 'system')).toEqual([{ reason, fix: 'npx just Pin.Sync' }]);
    await world.sync(facts);
    expect(staleReasons(world.facts({ pins: { a: pin } }), 'system')).toEqual([]);
  });
});

const reordered = (lock: string): string => {
  const value = JSON.parse(lock) as { tools: object[] };
  const tools = value.tools.toReversed().map((entry) => Object.fromEntries(Object.entries(entry).toReversed()));
  return JSON.stringify({ tools, version: 1 });
};

const doubled = (lock: string): string => {
  const value = JSON.parse(lock) as { tools: unknown[] };
  return JSON.stringify({ ...value, tools: [...value.tools, value.tools[0]] }, null, 2);
};

const messageOf = (act: () => unknown): string => {
  try {
    return String(act());
  } catch (error) {
    return String(error);
  }
};

it.each([
  [
    'a hash of a package',
    (lock: string) => lock.replace(/"sha256-[^"]{10}/, '"sha256-AAAAAAAAAA'),
    '"integrity": "sha256-',
  ],
  [
    'a version of a package',
    (lock: string) =>
      lock.replace('"name": "a",\n          "version": "2.0.0"', '"name": "a",\n          "version": "2.0.1"'),
    '"resolved": "2.0.0"',
  ],
  [
    'which version it is',
    (lock: string) => lock.replace('"resolved": "2.0.0"', '"resolved": "1.0.0"'),
    '"resolved": "1.0.0"',
  ],
  ['how often a tool stands in it', (lock: string) => doubled(lock), '"tool": "a"'],
  [
    "a line of the manager's own lock",
    (lock: string) => lock.replace('"lock of a"', '"lock of evil"'),
    '"sha256": "sha256-',
  ],
  ['its format', (lock: string) => lock.replace('"version": 1,', '"version": 2,'), '"version": 2,'],
  ['the list of tools', (lock: string) => lock.replace('"tools": [', '"tools": [1,'), '"tools": [1,'],
  ['its end', (lock: string) => lock.slice(0, lock.lastIndexOf('"lock of b"') + 6), '"lock'],
  [
    'both sides of a merge',
    (lock: string) => lock.replace('"version": 1,', '<<<<<<< HEAD\n  "version": 1,'),
    '<<<<<<< HEAD',
  ],
])('is refused when someone changed %s, with its place, and kept', async (_, change, place) => {
  await world.sync(world.facts());
  writeLock();
  const changed = change(text());
  expect(changed).not.toBe(text());
  world.system.files.write(world.lockFile, changed);

  const read = (): unknown => readPinsLock(world.system, world.lockFile);
  expect(read).toThrow(faultWith({ code: 'PIN020', exit: 502 }));
  const [, line = ''] = /:(\d+):\d+ cannot be trusted: /.exec(messageOf(read)) ?? [];
  expect(changed.split('\n')[Number(line) - 1]).toContain(place);
  expect(text()).toBe(changed);
});
