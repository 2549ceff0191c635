import { withSources } from '../../../lib/config';
import { describeProblem } from '../../../lib/config/problem';
import { composed, faultWith, home, loadTexts, shipped, userConfig, validate } from './world';

const load = (text: string, others: Readonly<Record<string, string>> = {}): ReturnType<typeof loadTexts> =>
  loadTexts({ [userConfig]: text, ...others });
const described = (text: string): readonly string[] => load(text).problems.map(describeProblem);

describe('without a config of the user', () => {
  it('the defaults hold, and satisfy the schema', () => {
    const { config, problems, paths } = loadTexts({});
    expect(problems).toEqual([]);
    expect(config).toEqual(composed.defaults);
    expect(validate(config)).toBe(true);
    expect(paths).toMatchObject({ configFile: shipped, shippedConfig: true });
  });

  it('every value comes from the defaults, but the version that the shipped file states', () => {
    const { sources } = loadTexts({});
    expect([...sources].filter(([, source]) => source !== 'default')).toEqual([['/version', shipped]]);
  });
});

describe('a file', () => {
  it('refines the defaults', () => {
    const { config, sources, paths } = load('{"logs": {"level": "warn"}}');
    expect(config.logs).toEqual({ keepDays: 30, maxMegabytes: 64, level: 'warn' });
    expect(sources.get('/logs/level')).toBe(userConfig);
    expect(paths).toMatchObject({ configFile: userConfig, shippedConfig: false });
  });

  it('may name its schema', () => {
    expect(load('{"$schema": "x.json", "version": 1}').problems).toEqual([]);
  });

  it('that was named and is missing ends the run', () => {
    expect(() => loadTexts({}, {}, '/gone.json')).toThrow(faultWith({ code: 'CFG002', exit: 502 }));
  });

  it('that is no JSON is a problem, and the defaults hold', () => {
    const { config, problems } = load('{');
    expect(config).toEqual(composed.defaults);
    expect(problems).toHaveLength(1);
  });
});

describe('what is wrong', () => {
  it('is listed whole, each with its line and column and what was meant', () => {
    const text = [
      '{',
      '  "log": {},',
      '  "logs": {',
      '    "keepDays": 3,',
      '    "level": "wran",',
      '    "maxMegabyte": 1',
      '  },',
      '  "workspaces": "~/src",',
      '  "reports": {"dir": "~/../x"}',
      '}',
    ].join('\n');
    expect(described(text)).toEqual([
      `${userConfig}:2:3 /log: the key "log" is unknown (found "log"; allowed: ${Object.keys(schemaKeys()).join(', ')}), did you mean logs?`,
      `${userConfig}:8:17 /workspaces: the value has the wrong type (found "~/src"; allowed: a list or null), did you mean ["~/src"]?`,
      `${userConfig}:9:22 /reports/dir: the value is no path that can be managed (found "~/../x"; allowed: an absolute path or one from ~, without .., not / or ~ alone)`,
      `${userConfig}:6:5 /logs/maxMegabyte: the key "maxMegabyte" is unknown (found "maxMegabyte"; allowed: keepDays, maxMegabytes, level), did you mean maxMegabytes?`,
      `${userConfig}:4:17 /logs/keepDays: the value must be >= 14 (found 3; allowed: at least 14, at most 30)`,
      `${userConfig}:5:14 /logs/level: the value is not one of those allowed (found "wran"; allowed: error, warn, info, verbose, debug), did you mean warn?`,
    ]);
  });

  it('leaves the defaults in force', () => {
    expect(load('{"logs": {"level": "warn", "keepDays": 3}}').config).toEqual(composed.defaults);
  });

  it('may be the version', () => {
    expect(load('{"version": 2}').problems).toMatchObject([{ pointer: '/version', found: '2', allowed: '1' }]);
  });

  it('may be a key whose name is a number', () => {
    const { problems } = load('{"enforce": {"patterns": {\n  "0": "link",\n  "1": "lnk"}}}');
    expect(problems).toMatchObject([{ pointer: '/enforce/patterns/1', line: 3, column: 8, suggestion: 'link' }]);
  });

  it('may be a version without quotes, which is told as it was written', () => {
    expect(described('{"pins": {"npm": {\n  "alpha": 1.10}}}')).toEqual([
      `${userConfig}:2:12 /pins/npm/alpha: the value is a number and has to be a text (found 1.10; allowed: a text in quotes), did you mean "1.10"?`,
    ]);
  });

  it('may be a version in the list of tools, a tool twice, or a name that its manager does not have', () => {
    expect(described('{"tools": {"npm": ["b@1.0.0"],\n "uv": ["c", "d", "c"]}, "pins": {"npm": {"Ab": "1"}}}')).toEqual(
      [
        `${userConfig}:2:43 /pins/npm/Ab: the name "Ab" is not allowed here (found "Ab"; allowed: the name of a tool, as tools lists it), did you mean ab?`,
        `${userConfig}:1:20 /tools/npm/0: the value has not the form it needs (found "b@1.0.0"; allowed: the name of a tool alone, as its manager knows it: versions stand in pins), did you mean b?`,
        `${userConfig}:2:19 /tools/uv/2: the entry stands in the list already, as number 1 (found "c"; allowed: no entry twice)`,
      ],
    );
  });

  it('may be an item of a list', () => {
    const { problems } = load('{"workspaces": ["~/a",\n  "b"]}');
    expect(problems).toMatchObject([{ pointer: '/workspaces/1', line: 2, column: 3 }]);
  });
});

describe('extends', () => {
  const base = { [`${home}/.config/clistack/base.json`]: '{"logs": {"level": "warn", "keepDays": 15}}' };

  it('lays the file over the one it names, relative to it', () => {
    const { config, sources } = load('{"extends": "base.json", "logs": {"keepDays": 20}}', base);
    expect(config.logs).toMatchObject({ level: 'warn', keepDays: 20 });
    expect(sources.get('/logs/level')).toBe(`${home}/.config/clistack/base.json`);
  });

  it('lets later files win over earlier ones', () => {
    const others = {
      '/a.json': '{"logs": {"level": "warn", "keepDays": 15}}',
      '/b.json': '{"logs": {"level": "debug"}}',
    };
    expect(load('{"extends": ["/a.json", "/b.json"]}', others).config.logs).toMatchObject({
      level: 'debug',
      keepDays: 15,
    });
  });

  it('goes over several files', () => {
    const others = { '/a.json': '{"extends": "b.json"}', '/b.json': '{"logs": {"level": "debug"}}' };
    expect(load('{"extends": "/a.json"}', others).config.logs.level).toBe('debug');
  });

  it('may name a file twice on different ways', () => {
    const others = { '/a.json': '{"extends": "c.json"}', '/b.json': '{"extends": "c.json"}', '/c.json': '{}' };
    expect(load('{"extends": ["/a.json", "/b.json"]}', others).problems).toEqual([]);
  });

  it('is no key of the effective config', () => {
    expect(load('{"extends": "base.json"}', base).config).not.toHaveProperty('extends');
  });

  it('of a missing file is a problem', () => {
    expect(load('{"extends": "/gone.json"}').problems).toMatchObject([
      { source: '/gone.json', message: 'the file does not exist' },
    ]);
  });

  it('in a circle is told where the circle closes', () => {
    const { problems, config } = load('{"extends": "/a.json"}', { '/a.json': `{\n  "extends": "${userConfig}"\n}` });
    expect(problems).toMatchObject([
      {
        source: '/a.json',
        pointer: '/extends',
        line: 2,
        column: 14,
        message: 'the config extends itself in a circle',
        found: userConfig,
      },
    ]);
    expect(config).toEqual(composed.defaults);
  });

  it('of itself is told', () => {
    expect(load(`{"extends": "${userConfig}"}`).problems).toMatchObject([{ pointer: '/extends', line: 1, column: 13 }]);
  });

  it('tells the problems of every file', () => {
    const { problems } = load('{"extends": "/a.json", "x1": 1}', { '/a.json': '{"x2": 1}' });
    expect(problems.map(({ source, pointer }) => [source, pointer])).toEqual([
      ['/a.json', '/x2'],
      [userConfig, '/x1'],
    ]);
  });

  it('is a text or a list of texts', () => {
    expect(load('{"extends": [1]}').problems.length).toBeGreaterThan(0);
  });
});

describe('the config with its sources', () => {
  it('names one for each value', () => {
    expect(withSources({ a: { b: 1, 'c/d': [1] } }, { '/a/b': 'file', '/a/c~1d': 'env' })).toEqual({
      a: { b: { value: 1, source: 'file' }, 'c/d': { value: [1], source: 'env' } },
    });
  });

  it('takes an empty object for a value, and defaults for what nobody set', () => {
    expect(withSources({ a: {} }, {})).toEqual({ a: { value: {}, source: 'default' } });
  });
});

function schemaKeys(): object {
  const { properties } = composed.schema;
  return typeof properties === 'object' && properties !== null ? properties : {};
}
