import { placeFindings } from '../../../lib/config';
import { loadTexts, userConfig } from './world';
import { createMemorySystem } from '../../../lib/system/memory';

const base = '/etc/base.json';
const texts = {
  [userConfig]: `{ "extends": "${base}",\n  "update": { "deny": ["a",\n    "b"] } }`,
  [base]: '{ "update": {\n  "maxMajor": { "c": 1 },\n  "deny": ["d"] } }',
};
const finding = { message: 'm', found: 'f', allowed: 'a', suggestion: null, severity: 'warning' } as const;

function placeOf(pointer: string, atKey: boolean): unknown {
  const env = { CLISTACK__update__allow: 'x' };
  const { sources } = loadTexts(texts, { env });
  const { files } = createMemorySystem({ files: texts });
  const [placed] = placeFindings({ files }, Object.fromEntries(sources), [{ ...finding, pointer, atKey }]);
  expect(placed).toMatchObject({ ...finding, pointer });
  return [placed?.source, placed?.line, placed?.column];
}

it('says where an entry of a list stands that a file has the last word on', () => {
  expect(placeOf('/update/deny/1', false)).toEqual([userConfig, 3, 5]);
});

it('says where a key and its value stand in an extended file', () => {
  expect(placeOf('/update/maxMajor/c', true)).toEqual([base, 2, 17]);
  expect(placeOf('/update/maxMajor/c', false)).toEqual([base, 2, 22]);
  expect(placeOf('/update/maxMajor', true)).toEqual([base, 2, 3]);
});

it('names the variable that holds the value, and the defaults', () => {
  expect(placeOf('/update/allow/0', false)).toEqual(['CLISTACK__update__allow', null, null]);
  expect(placeOf('/update/prerelease', false)).toEqual(['default', null, null]);
});
