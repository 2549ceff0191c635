import fs from 'node:fs';
import { StackError } from '../../../lib/kernel/fault';
import { unknownFlag } from '../../../lib/kernel/faults';
import { answerEarly, faultText } from '../../../lib/run/early';

const written: Record<number, string> = {};

beforeEach(() => {
  written[1] = '';
  written[2] = '';
  jest.spyOn(fs, 'writeSync').mockImplementation((fd: number, bytes: unknown) => {
    const text = Buffer.isBuffer(bytes) ? bytes.toString('utf8') : String(bytes);
    written[fd] = (written[fd] ?? '') + text;
    return Buffer.byteLength(text);
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const fault = unknownFlag({ flag: '--x', suggestions: [] });

it('says what is wrong and what to type, on stderr', () => {
  expect(answerEarly(fault, ['A', '--x'], 'c', '/w')).toBe(501);
  expect(written[1]).toBe('');
  expect(written[2]).toBe(faultText(fault, '/w'));
  expect(written[2]).toContain("unknown flag '--x'");
  expect(written[2]).toContain('npx just Help Tasks');
});

it('answers with one document on stdout when JSON was asked for', () => {
  expect(answerEarly(fault, ['A', 'B', '--x', '--json'], 'c', '/w')).toBe(501);
  expect(JSON.parse(written[1] ?? '')).toMatchObject({
    task: 'A B',
    exit_code: 501,
    corr_id: 'c',
    error: { code: 'RUN003' },
  });
});

it('lets no character of a name move the cursor', () => {
  const hostile = new StackError('TST001', 506, 'cannot read a\u001b[2Kb\u202ec', 'look', {});
  expect(faultText(hostile, '/w')).not.toMatch('\u001b');
});
