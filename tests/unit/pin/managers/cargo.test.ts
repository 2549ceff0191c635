import { readCrateLock } from '../../../../lib/pin/cargo/crate-lock';
import { listUserCrates, readInstalls } from '../../../../lib/pin/cargo/installs';
import { createMemorySystem } from '../../../../lib/system/memory';
import cargo from '../../../../lib/pin/managers/cargo';
import { pinOf } from '../../../../lib/pin';
import { faultWith } from '../../config/world';
import { memoryWorld, untold } from './world';

const checksum = 'ab'.repeat(32);
const lock = `version = 4

[[package]]
name = "demo-lib"
version = "9.0.0"
checksum = "${'cd'.repeat(32)}"

[[package]]
name = "demo"
version = "1.0.0"
source = "registry+x"
checksum = "${checksum}"

[[package]]
name = "clistack-lock"
version = "0.0.0"
`;

it('reads the crate of the tool out of a Cargo.lock, and out of what it keeps of it', () => {
  const tree = readCrateLock(lock, 'demo');
  const integrity = [`sha256-${Buffer.from(checksum, 'hex').toString('base64')}`];
  const locked = { key: 'demo', name: 'demo', version: '1.0.0', integrity };
  expect(tree).toMatchObject({ tool: 'demo', version: '1.0.0', packages: [{ ...locked, source: 'registry+x' }] });
  expect(readCrateLock(tree?.file ?? '', 'demo')?.packages).toEqual([locked]);
});

it.each(['nobody', 'clistack-lock'])('finds no checksum of %s', (tool) => {
  expect(readCrateLock(lock, tool)).toBeUndefined();
});

const installs = JSON.stringify({
  installs: { 'demo 1.0.0 (registry+x)': { bins: ['demo', 'demo-two'] }, odd: {}, 'bare 1.0.0 (x)': {} },
});

it('reads what cargo notes about a root', () => {
  const system = createMemorySystem({ files: { '/r/.crates2.json': installs, '/cut/.crates2.json': '{"inst' } });
  const programs = [
    { name: 'demo', path: 'bin/demo' },
    { name: 'demo-two', path: 'bin/demo-two' },
  ];
  expect(readInstalls(system, '/r')).toEqual([{ tool: 'demo', version: '1.0.0', programs }]);
  expect([readInstalls(system, '/cut'), readInstalls(system, '/none')]).toEqual([[], []]);
});

it.each([
  ['/home/ada/.cargo', {}],
  ['/c', { CARGO_HOME: '/c' }],
  ['/i', { CARGO_HOME: '/c', CARGO_INSTALL_ROOT: '/i' }],
  ['/home/ada/.cargo', { CARGO_HOME: '', CARGO_INSTALL_ROOT: 'here' }],
])('finds the crates of the user in %s', (root, env) => {
  const [found] = listUserCrates(memoryWorld({ files: { [`${root}/.crates2.json`]: installs }, env }), untold);
  expect(found).toMatchObject({
    tool: 'demo',
    owner: 'user',
    folder: root,
    programs: [{ path: `${root}/bin/demo` }, {}],
  });
});

it('refuses a pin that cargo could not be told, and names it', () => {
  const pins = { cargo: { ripgrep: '13.x || 14.x' } };
  const config = { ...memoryWorld().config, pins };
  const message = "pins.cargo.ripgrep: '13.x || 14.x' is neither a version nor a range";
  expect(() => pinOf({ config }, cargo, 'ripgrep')).toThrow(faultWith({ code: 'PIN021', message }));
});
