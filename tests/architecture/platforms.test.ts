import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { laneParts, renderPlatforms } from '../../lib/proof/docs/platforms';
import { readRecord } from '../../lib/proof/windows/record';
import { realReader } from '../../lib/system/real/read-files';

const root = join(__dirname, '..', '..');
const record = readRecord(realReader);
const page = readFileSync(join(root, 'docs', 'platforms.md'), 'utf8');

/** Parts that a page says are real on Windows. */
function claimed(text: string): readonly string[] {
  const rows = [...text.matchAll(/^\| (.+?) \| \S+ \| \S+ \| (.+) \|$/gm)];
  return rows.filter(([, , windows]) => windows === 'real').map(([, part = '']) => part);
}

it('claims nothing for Windows that the record does not hold', () => {
  expect(claimed(page).filter((part) => !record.parts.includes(part))).toEqual([]);
  expect(claimed(page).length).toBeGreaterThan(5);
  const empty = renderPlatforms({ node: '', wine: '', parts: [], suites: [] });
  expect(empty).not.toMatch(/\| (?:real|status 510) \|$/m);
});

it('has a row for every part of the record', () => {
  expect(record.parts.filter((part) => !laneParts.includes(part))).toEqual([]);
});

it('has a record of tests that are there', () => {
  const folder = join(root, 'tests', 'windows');
  const texts = readdirSync(folder).filter((name) => name.endsWith('.test.ts')).map((name) => readFileSync(join(folder, name), 'utf8')); // prettier-ignore
  expect(record.parts.filter((part) => !texts.some((text) => text.includes(`describe('${part}'`)))).toEqual([]);
  expect(record.suites.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(record.suites.length).toBeGreaterThan(20);
});
