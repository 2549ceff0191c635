import { scanText } from '../../../lib/config/scan-text';

const keys = (text: string): readonly string[] => scanText(text).duplicateKeys.map(({ key }) => key);

describe('the depth of a text', () => {
  it('may be 64 levels', () => {
    expect(scanText('['.repeat(64) + ']'.repeat(64)).tooDeep).toBe(false);
  });

  it('may not be 65 levels', () => {
    expect(scanText('{"a":'.repeat(65)).tooDeep).toBe(true);
  });

  it('counts what is open and not how often something was opened', () => {
    expect(scanText(`[${'[],'.repeat(1000)}[]]`).tooDeep).toBe(false);
  });

  it('does not count brackets inside a text', () => {
    expect(scanText(`{"a": "${'['.repeat(1000)}"}`).tooDeep).toBe(false);
  });

  it('is told of 100,000 levels without overflowing anything', () => {
    expect(scanText('['.repeat(100_000)).tooDeep).toBe(true);
  });
});

describe('comments', () => {
  it.each(['{} // one', '// one\n{}', '{ /* one */ }', '{} /* never closed', '//'])('are seen in %s', (text) => {
    expect(scanText(text).hasComments).toBe(true);
  });

  it.each(['{"a": "http://b"}', '{"a": "/* b */"}', '{"a": "\\"//"}', '{"a": 1 / 2}'])('are not seen in %s', (text) => {
    expect(scanText(text).hasComments).toBe(false);
  });

  it.each([
    ['an escaped quote', '{"a": "\\"//"} // b'],
    ['an escaped backslash', '{"a": "\\\\"} // b'],
    ['a line that ends within it', '{"a": "b\n// c"'],
    ['a line that ends behind an escape', '{"a": "b\\n\n// c"'],
    ['many escapes', `{"a": "${'\\"'.repeat(1000)}"} // b`],
  ])('are seen behind a text with %s', (_, text) => {
    expect(scanText(text).hasComments).toBe(true);
  });

  it.each([
    ['a text that nothing ends', '{"a": "// b'],
    ['an escape at the very end', '{"a": "// b\\'],
    ['an escaped end of a line', '{"a": "b\\\n// c"}'],
  ])('are not seen in %s', (_, text) => {
    expect(scanText(text).hasComments).toBe(false);
  });

  it('hide what looks like a key', () => {
    expect(keys('{"a": 1 // , "a": 2\n/* , "a": 3 */}')).toEqual([]);
  });
});

describe('a key that stands twice', () => {
  it('is told with the place of the second', () => {
    expect(scanText('{"a": 1, "a": 2}').duplicateKeys).toEqual([{ key: 'a', offset: 9 }]);
  });

  it('is told of each object in a list', () => {
    expect(keys('[{"a": 1}, {"b": 1, "b": 2}]')).toEqual(['b']);
  });

  it('is told after a nested object', () => {
    expect(keys('{"a": {"b": 1}, "a": 2}')).toEqual(['a']);
  });

  it('is no key of another object', () => {
    expect(keys('{"a": {"a": {"a": 1}}, "b": {"a": 1}}')).toEqual([]);
  });

  it('is no value', () => {
    expect(keys('{"a": "a", "b": ["a", "a"]}')).toEqual([]);
  });

  it('is the same key with and without an escape', () => {
    expect(keys('{"a": 1, "\\u0061": 2}')).toHaveLength(1);
  });
});

it('survives texts that end in the middle', () => {
  for (const text of ['"', '{"a', '{"a\\', '/', '/*', '}', ']]]', ',', '{"a\n": 1}']) {
    expect(scanText(text).tooDeep).toBe(false);
  }
});
