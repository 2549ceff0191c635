import { schemas } from '../../../lib/health/schemas';
import { couldNotCheck, isIll, loadChecks, runChecks, unknownOff, type HealthReport } from '../../../lib/health';
import type { Check, Finding, Severity } from '../../../lib/health/check';
import { compileValidator } from '../../../lib/config/validator';
import { unreadable } from '../../../lib/system/faults';
import { realReader } from '../../../lib/system/real/read-files';
import { load } from '../config/world';
import { factsOf } from './facts';

const finding = (severity: Severity, message = 'm'): Finding => ({ severity, message, evidence: {}, fix: null });
const check = (code: string, run: Check['run']): Check => ({ code, title: `title of ${code}`, run });
const failing = check('HC102', () => {
  throw unreadable({ path: '/a', reason: 'permission denied' });
});

describe('the checks', () => {
  const all = loadChecks({ files: { ...factsOf().system.files, list: (folder) => realReader.list(folder) } }, [], load);

  it('are all found, each with its own code, in order', () => {
    const codes = all.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes.slice(0, 11)).toEqual(
      Array.from({ length: 11 }, (_, index) => `HC${String(index + 1).padStart(3, '0')}`),
    );
    expect(all.filter(({ title }) => title === '' || /\.$/.test(title))).toEqual([]);
  });

  it('find nothing in a machine that is well, but what it lacks', async () => {
    const facts = factsOf({ env: { PATH: '/usr/bin' }, folders: ['/usr/bin', '/home/ada/src'] });
    expect((await runChecks(all, facts)).findings).toEqual([]);
  });
});

it('a code of health.off that no check has is told, with the one that was meant', () => {
  const checks = [check('HC101', () => []), check('HC102', () => [])];
  const off = ['HC101', 'hc102', 'zzzzzzzz'];
  expect(unknownOff({ health: { failOn: 'error', off, folders: [] } }, checks)).toEqual([
    'health.off names hc102, which is no check, did you mean HC102?',
    'health.off names zzzzzzzz, which is no check',
  ]);
});

describe('running checks', () => {
  it('tells the worst first, then by code', async () => {
    const report = await runChecks(
      [
        check('HC103', () => [finding('info'), finding('error')]),
        check('HC101', () => [finding('error'), finding('warning')]),
      ],
      factsOf(),
    );
    expect(report.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['HC101', 'error'],
      ['HC103', 'error'],
      ['HC101', 'warning'],
      ['HC103', 'info'],
    ]);
  });

  it('goes on after one that could not look, and says so', async () => {
    const report = await runChecks(
      [check('HC101', () => []), failing, check('HC103', () => Promise.resolve([finding('info')]))],
      factsOf(),
    );
    expect(report.checks.map(({ code, result }) => [code, result])).toEqual([
      ['HC101', 'ok'],
      ['HC102', 'could not check'],
      ['HC103', 'findings'],
    ]);
    expect(report.notChecked).toEqual([{ code: 'HC102', reason: 'cannot read /a: permission denied' }]);
  });

  it('leaves out what the config switches off', async () => {
    const report = await runChecks([failing], factsOf({ config: { health: { off: ['HC102'] } } }));
    expect(report).toMatchObject({ checks: [{ result: 'off' }], notChecked: [], findings: [] });
  });

  it('does not take a bug for a finding', async () => {
    const broken = check('HC104', () => {
      throw new TypeError('a bug');
    });
    await expect(runChecks([broken], factsOf())).rejects.toThrow('a bug');
  });

  it.each([
    ['throws', () => { throw new Error('cannot: x\nat y'); }, 'cannot: x'], // prettier-ignore
    ['rejects with no error', () => Promise.reject('text'), 'text'], // eslint-disable-line -- what a check of a user may do
    ['answers nothing', () => undefined, 'OWN001 answers undefined in the place of a list of findings'],
    [
      'answers something else than findings',
      () => [finding('info'), 'bad'],
      'OWN001: item 2 of its answer is no finding: it needs severity, message, evidence and fix',
    ],
    [
      'answers with evidence that is no data',
      () => [{ ...finding('info'), evidence: { a: { b: 1n } } }],
      'OWN001: item 1 of its answer has evidence that cannot be written as JSON: a.b is a bigint',
    ],
  ])('goes on after a check of the user’s own that %s', async (_, run, reason) => {
    // Wrong on purpose: nothing looks at the types of what a user writes in JavaScript.
    const own = check('OWN001', run as Check['run']);
    const report = await runChecks([own, check('HC103', () => [finding('info')])], factsOf());
    expect(report).toMatchObject({ findings: [{ code: 'HC103' }], notChecked: [{ code: 'OWN001', reason }] });
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(runChecks([failing], { ...factsOf(), signal: stop.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('makes a report that fits its schema', async () => {
    const report = await runChecks(
      [failing, check('HC101', () => [finding('error')]), check('OWN001', () => [finding('info')])],
      factsOf(),
    );
    expect(compileValidator(schemas.health)({ generated: 'now', ...report })).toBe(true);
  });
});

it.each([
  [[], 'info', false],
  [['info'], 'info', true],
  [['info'], 'warning', false],
  [['info', 'warning'], 'warning', true],
  [['warning'], 'error', false],
  [['error'], 'error', true],
  [['error'], 'info', true],
] as const)('with findings of %j and a limit of %s is ill: %s', (severities, failOn, ill) => {
  const report: HealthReport = {
    findings: severities.map((severity) => ({ code: 'HC1', ...finding(severity) })),
    checks: [],
    notChecked: [],
  };
  expect(isIll(report, failOn)).toBe(ill);
});

it('has a fault for what could not be checked', () => {
  expect(couldNotCheck({ checks: ['HC1', 'HC2'], reasons: ['a', 'b'] })).toMatchObject({
    exit: 511,
    message: 'could not check HC1, HC2: a; b',
  });
});
