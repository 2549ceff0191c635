import { exitStatuses } from '../../../lib/kernel/exit-statuses';
import { allFaults, explain, renderExplanation } from '../../../lib/run/explain';
import { realReader } from '../../../lib/system/real/read-files';
import { createMemorySystem } from '../../../lib/system/memory';
import { faultWith } from '../config/world';

const ask = (code: string): ReturnType<typeof explain> => explain(code, realReader);

describe('every fault', () => {
  const faults = allFaults(realReader);

  it('has a code of its own, and the three letters of one room', () => {
    expect(new Set(faults.map(({ code }) => code)).size).toBe(faults.length);
    expect(faults.filter(({ code }) => !/^[A-Z]{3}\d{3}$/.test(code))).toEqual([]);
  });

  it('ends with a status of the table', () => {
    expect(faults.filter(({ exit }) => !(String(exit) in exitStatuses))).toEqual([]);
  });

  it('has a title without a full stop, a reason with one, and a way out', () => {
    const bad = faults.filter(
      ({ title, why, fixShape }) => /\.$/.test(title) || !/\.$/.test(why) || fixShape.trim() === '',
    );
    expect(bad).toEqual([]);
  });

  it('is found in name order', () => {
    const codes = faults.map(({ code }) => code);
    expect(codes).toEqual(codes.toSorted());
    expect(codes.length).toBeGreaterThan(20);
  });
});

describe('an explanation', () => {
  it('of a code is its page and its status', () => {
    const { faults, statuses } = ask('cfg002');
    expect(faults).toMatchObject([{ code: 'CFG002', exit: 502 }]);
    expect(statuses).toEqual([{ status: 502, posix: 246, meaning: 'invalid config' }]);
  });

  it.each(['502', '246'])('of a status is its row and its faults, also as a shell shows it: %s', (code) => {
    const { faults, statuses } = ask(code);
    expect(statuses).toMatchObject([{ status: 502 }]);
    expect(faults.map((fault) => fault.code)).toEqual([
      'CEN001',
      'CFG001',
      'CFG002',
      'MAS001',
      'PIN020',
      'PIN021',
      'PIN026',
    ]);
  });

  it.each(['exit-codes', 'EXITCODES'])('of all statuses is the table: %s', (code) => {
    expect(ask(code)).toMatchObject({ faults: [] });
    expect(ask(code).statuses).toHaveLength(Object.keys(exitStatuses).length);
  });

  it('of something unknown suggests what was meant', () => {
    expect(() => ask('CFG02')).toThrow(faultWith({ code: 'RUN015', exit: 501 }));
    expect(() => ask('CFG02')).toThrow(/did you mean .*CFG002/);
    expect(() => ask('zzzzzzzzz')).toThrow(faultWith({ message: "no fault and no exit status is called 'zzzzzzzzz'" }));
  });

  it('finds nothing where there is nothing', () => {
    const files = { ...createMemorySystem().files, list: () => [{ name: 'kernel', kind: 'folder' as const }] };
    expect(allFaults(files)).toEqual([]);
  });

  it('reads as pages below a table', () => {
    const text = renderExplanation(ask('CFG002'));
    expect(text).toContain('502  246  invalid config');
    expect(text).toContain('CFG002: the config file named does not exist (status 502)');
    expect(text).toContain("next: npx just Config.Init --file '<file>'");
    expect(renderExplanation({ faults: [], statuses: [] })).toBe('');
  });
});

describe('the rooms', () => {
  it('are all found, whichever noun they are of', () => {
    const letters = new Set(allFaults(realReader).map(({ code }) => code.slice(0, 3)));
    for (const room of ['CFG', 'HEA', 'QUA', 'RUN', 'SYS', 'UND']) expect(letters).toContain(room);
  });
});
