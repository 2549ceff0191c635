import { flawOfPython, installedPackages } from '../../../../lib/pin/python/environment';
import { createMemorySystem, type MemoryOptions, type MemorySystem } from '../../../../lib/system/memory';

interface Made {
  /** What bin/python leads to; null: nothing. */
  readonly python?: string | null;
  readonly settings?: string | null;
  /** Folders of packages. */
  readonly lib?: readonly string[];
}

/** An environment of python 3.11, unless it is said otherwise. */
function environment({
  python = '/usr/bin/python3.11',
  settings = 'version = 3.11.2\n',
  lib = ['python3.11'],
}: Made): MemorySystem {
  const packages = lib.map((name): [string, string] => [
    `/e/lib/${name}/site-packages/demo-${name}.dist-info/METADATA`,
    '',
  ]);
  return createMemorySystem({
    files: {
      ...Object.fromEntries(packages),
      ...(python === null ? {} : { [python]: '' }),
      ...(settings === null ? {} : { '/e/pyvenv.cfg': settings }),
    },
    links: { '/e/bin/python': 'python3', '/e/bin/python3': python ?? '/usr/bin/python3.11' },
  });
}

it.each<readonly [string, Made]>([
  ['it is the one that it was made with', {}],
  ['a newer one has folders of its own', { python: '/usr/bin/python3.12', lib: ['python3.11', 'python3.12'] }],
  ['it is free-threaded', { python: '/usr/bin/python3.13t', lib: ['python3.13t'] }],
  ['it is another implementation', { python: '/opt/bin/pypy3.10', lib: ['pypy3.10'] }],
  ['neither its name nor its settings say which it is', { python: '/usr/bin/python3', settings: 'home = /usr/bin\n' }],
  ['only its settings say which it is', { python: '/usr/bin/python3' }],
  [
    'only its settings say which it is, and not that it is free-threaded',
    { python: '/usr/bin/python3', lib: ['python3.11t'] },
  ],
  ['uv made it', { settings: 'uv = 0.13.9\nversion_info = 3.11.7\n' }],
  ['nothing is installed', { lib: [] }],
])('an environment runs what lies in it where %s', (_, made) => {
  expect(flawOfPython(environment(made), '/e')).toBeUndefined();
});

it.each<readonly [string, Made, string]>([
  ['its python is gone', { python: null }, 'its python is gone'],
  ['its settings are gone', { settings: null }, 'its pyvenv.cfg is gone'],
  [
    'an upgrade of the system put a newer python in the place of its own',
    { python: '/usr/bin/python3.12' },
    'its packages are for python 3.11, and its python is 3.12',
  ],
  [
    'another python is in the place of its own',
    { python: '/usr/bin/python3.9', lib: ['python3.11', 'python3.10'] },
    'its packages are for python 3.10 and 3.11, and its python is 3.9',
  ],
  [
    'a free-threaded python is in the place of its own',
    { python: '/usr/bin/python3.11t' },
    'its packages are for python 3.11, and its python is 3.11t',
  ],
  [
    'its folder is not that of the python in its settings',
    { python: '/usr/bin/python3', lib: ['python3.10'] },
    'its packages are for python 3.10, and its python is 3.11',
  ],
])('an environment is not whole where %s', (_, made, flaw) => {
  expect(flawOfPython(environment(made), '/e')).toBe(flaw);
});

it('tells the packages that its python looks at, and no others', () => {
  const system = environment({ python: '/usr/bin/python3.12', lib: ['python3.11', 'python3.12'] });
  expect([...installedPackages(system, '/e').values()]).toEqual(['python3.12']);
});

describe('a copy of a python', () => {
  const made = (os: MemoryOptions['os'], python: string): MemorySystem =>
    createMemorySystem({
      ...(os === undefined ? {} : { os }),
      files: {
        [python]: '',
        '/e/pyvenv.cfg': 'home = /py\nversion = 3.11.2\n',
        '/e/lib/python3.11/site-packages/x': '',
      },
    });

  it.each([
    ['win32', '/e/Scripts/python.exe', '/py/python.exe'],
    ['linux', '/e/bin/python', '/py/python3'],
  ] as const)('is as good as the one that it was made from: %s', (os, python, origin) => {
    const system = made(os, python);
    expect(flawOfPython(system, '/e')).toBe('its python is gone from /py');
    system.files.makeFolder('/py');
    system.files.write(origin, '');
    expect(flawOfPython(system, '/e')).toBeUndefined();
  });
});
