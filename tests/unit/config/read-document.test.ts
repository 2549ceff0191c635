import fc from 'fast-check';
import { placeOf, readDocument, type ConfigDocument } from '../../../lib/config/read-document';
import { unreadable } from '../../../lib/system/faults';
import { createMemorySystem } from '../../../lib/system/memory';

const file = '/home/ada/c.json';

const read = (text: string): ConfigDocument =>
  readDocument(createMemorySystem({ files: { [file]: text } }).files, file);
const problems = (text: string): readonly (readonly [string, number | null, number | null])[] =>
  read(text).problems.map(({ message, line, column }) => [message, line, column]);

describe('a document', () => {
  it('is the object in the file', () => {
    expect(read('{"version": 1, "logs": {"level": "warn"}}')).toEqual({
      file,
      text: '{"version": 1, "logs": {"level": "warn"}}',
      value: { version: 1, logs: { level: 'warn' } },
      problems: [],
    });
  });

  it('may hold comments of both kinds', () => {
    expect(read('// why\n{"version": /* always */ 1}\n')).toMatchObject({ value: { version: 1 }, problems: [] });
  });

  it('may be a link into a dotfiles folder', () => {
    const { files } = createMemorySystem({ files: { '/dot/c.json': '{}' }, links: { [file]: '/dot/c.json' } });
    expect(readDocument(files, file)).toMatchObject({ value: {}, problems: [] });
  });

  it('may be nested 64 levels', () => {
    expect(problems(`${'{"a":'.repeat(64)}1${'}'.repeat(64)}`)).toEqual([]);
  });
});

describe('what is no document is told with its place', () => {
  it.each([
    ['an empty file', '', 'the file is empty', 1, 1],
    ['blanks', ' \n\t\n', 'the file is empty', 1, 1],
    ['a byte order mark', '\uFEFF{}', 'the file begins with a byte order mark', 1, 1],
    ['a list', '[1]', 'the file does not hold an object', 1, 1],
    ['a text', '"a"', 'the file does not hold an object', 1, 1],
    ['null', 'null', 'the file does not hold an object', 1, 1],
    ['a comma at the end of an object', '{\n  "a": 1,\n}', 'a comma stands at the end of a list or object', 3, 1],
    ['a comma at the end of a list', '{"a": [1, ]}', 'a comma stands at the end of a list or object', 1, 11],
    ['a missing value', '{\n  "a": }', 'value expected', 2, 8],
    ['a word', '{"a": yes}', 'invalid symbol', 1, 7],
    ['something after the end', '{"a": 1} 2', 'end of file expected', 1, 10],
  ])('%s', (_name, text, message, line, column) => {
    expect(problems(text)).toEqual([[message, line, column]]);
    expect(read(text).value).toBeUndefined();
  });

  it.each(['{"a": ', '{"a": 1', '{', '"', '{"a": "b', '// nothing', '/*', '\u0000', '{a: 1}', "{'a': 1}"])(
    'what ends or begins wrongly: %j',
    (text) => {
      expect(read(text)).toMatchObject({ value: undefined, problems: [{ severity: 'error', source: file }] });
    },
  );

  it('10,000 levels', () => {
    expect(problems(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)).toEqual([
      ['objects and lists are nested too deep', 1, 1],
    ]);
  });

  it('a missing file', () => {
    expect(readDocument(createMemorySystem().files, file).problems).toMatchObject([
      { message: 'the file does not exist', line: 1, column: 1 },
    ]);
  });

  it('a folder', () => {
    const { files } = createMemorySystem({ folders: [file] });
    expect(readDocument(files, file).problems).toMatchObject([{ message: 'it is not a file', found: 'a folder' }]);
  });

  it('a link that leads nowhere', () => {
    const { files } = createMemorySystem({ links: { [file]: '/gone' } });
    expect(readDocument(files, file).problems).toMatchObject([{ message: 'it is not a file', found: 'a link' }]);
  });

  it('50 MB, without reading them', () => {
    const { files } = createMemorySystem({ files: { [file]: '{}' } });
    const large = {
      ...files,
      stat: (path: string) => {
        const entry = files.stat(path);
        return entry === undefined ? undefined : { ...entry, size: 50 * 1024 * 1024 };
      },
      readText: (path: string): string => {
        throw unreadable({ path, reason: 'nobody may read it' });
      },
    };
    expect(readDocument(large, file).problems).toMatchObject([
      { message: 'the file is too large', found: '52428800 bytes' },
    ]);
  });

  it('a file that the system refuses to read', () => {
    const { files } = createMemorySystem({ files: { [file]: '{}' } });
    const locked = {
      ...files,
      readText: (path: string): string => {
        throw unreadable({ path, reason: 'permission denied' });
      },
    };
    expect(readDocument(locked, file).problems).toMatchObject([{ severity: 'error', source: file }]);
  });
});

describe('keys', () => {
  it('that stand twice are told at the second, and the value stays readable', () => {
    const document = read('{\n  "a": 1,\n  "a": 2\n}');
    expect(document.problems).toMatchObject([
      { message: 'the key "a" stands twice in one object', line: 3, column: 3, found: '"a"' },
    ]);
    expect(document.value).toEqual({ a: 2 });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('called %s are refused', (key) => {
    expect(problems(`{\n  "logs": {"${key}": {"keepDays": 99}}\n}`)).toEqual([
      [`the key "${key}" is not allowed`, 2, 12],
    ]);
  });

  it('called __proto__ are refused in a list too', () => {
    expect(problems('{"a": [{"__proto__": 1}]}')).toHaveLength(1);
  });

  it('called __proto__ are refused in a file with comments too', () => {
    expect(problems('{ // why\n "logs": {"__proto__": {"keepDays": 99}}}')).toHaveLength(1);
  });

  it('called __proto__ change no other object', () => {
    read('{"__proto__": {"polluted": true}, "a": {"__proto__": {"polluted": true}}}');
    read('{ /* c */ "__proto__": {"polluted": true}}');
    expect('polluted' in {}).toBe(false);
  });

  it('are told at the key and not at a value that reads the same', () => {
    expect(problems('{\n  "a": "__proto__",\n  "__proto__": 1\n}')).toEqual([
      ['the key "__proto__" is not allowed', 3, 3],
    ]);
  });
});

it('answers any text with a value or a problem, never with an exception', () => {
  const pieces = fc.array(fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '//', '/*', '*/', '\n', 'a', '1', '\\'));
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    pieces.map((list) => list.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const document = read(text);
      expect(document.value !== undefined || document.problems.length > 0).toBe(true);
    }),
  );
});

it('reads every object that JSON can write', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((key) => !/^(__proto__|constructor|prototype)$/.test(key)),
        fc.integer(),
      ),
      (value) => {
        expect(read(JSON.stringify(value))).toMatchObject({ problems: [] });
        expect(JSON.stringify(read(JSON.stringify(value, null, 2)).value)).toBe(JSON.stringify(value));
      },
    ),
  );
});

it.each([
  [0, 1, 1],
  [2, 1, 3],
  [3, 2, 1],
  [99, 3, 2],
])('counts lines and columns from 1: offset %d', (offset, line, column) => {
  expect(placeOf('ab\nc\nd', offset)).toEqual({ line, column });
});
