import { readSuites, seenParts } from '../../../../lib/proof/windows/record';

const test = (part: string | undefined, status: string): object => ({ ancestorTitles: part === undefined ? [] : [part, 'inner'], status }); // prettier-ignore
type File = readonly [name: string, ...tests: readonly object[]];
const report = (...files: readonly File[]): string =>
  JSON.stringify({
    testResults: files.map(([name, ...assertionResults]) => ({
      name: `Z:\\src\\house\\tests\\${name}`,
      status: 'passed',
      assertionResults,
    })),
  });
const partsOf = (...files: readonly File[]): readonly string[] => seenParts(readSuites(report(...files), '/src/house'));

describe('parts that were seen on Windows', () => {
  it('are the outermost titles of the tests there', () => {
    expect(partsOf(['windows\\a.test.ts', test('b', 'passed'), test('a', 'passed'), test(undefined, 'passed')])).toEqual(['a', 'b']); // prettier-ignore
  });

  it.each(['failed', 'pending', 'todo'])('are not those with a test that is %s, in whatever file', (status) => {
    expect(partsOf(['windows\\a.test.ts', test('a', 'passed')], ['windows\\b.test.ts', test('a', status)])).toEqual([]);
  });

  it('are not those of other tests', () => {
    expect(partsOf(['unit\\kernel\\a.test.ts', test('a', 'passed')])).toEqual([]);
  });
});

describe('a suite that Windows ran', () => {
  it('has its path from the root, with slashes', () => {
    const [suite] = readSuites(report(['unit\\a.test.ts', test('a', 'passed')]), '/src/house');
    expect(suite).toMatchObject({ path: 'tests/unit/a.test.ts', passed: true });
  });

  it('did not pass when it has no test', () => {
    expect(readSuites(report(['unit\\a.test.ts']), '/src/house')).toMatchObject([{ passed: false }]);
  });
});
