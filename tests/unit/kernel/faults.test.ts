import { exitStatuses } from '../../../lib/kernel/exit-statuses';
import * as faults from '../../../lib/kernel/faults';

describe('faults of the kernel', () => {
  const pages = Object.values(faults).map(({ page }) => page);

  it('have codes of their own and statuses of the table', () => {
    expect(new Set(pages.map(({ code }) => code)).size).toBe(pages.length);
    expect(pages.filter(({ exit }) => !(exit in exitStatuses))).toEqual([]);
  });

  it('have a title without a full stop and say what to type', () => {
    expect(pages.filter(({ title, fixShape }) => /^[A-Z]|\.$/.test(title) || fixShape === '')).toEqual([]);
  });

  it.each([
    [faults.unknownTask({ name: 'A', referrer: null, suggestions: [] }), "unknown task 'A'"],
    [
      faults.unknownTask({ name: 'A', referrer: 'All', suggestions: ['B', 'C'] }),
      "unknown task 'A', needed by All, did you mean B or C?",
    ],
    [faults.cycle({ path: ['A', 'B', 'A'], where: 'a.js or b.js' }), 'tasks need each other in a circle: A -> B -> A'],
    [faults.unknownFlag({ flag: '--x', suggestions: [] }), "unknown flag '--x'"],
    [faults.unknownFlag({ flag: '--x', suggestions: ['--y'] }), "unknown flag '--x', did you mean --y?"],
    [faults.badOptionValue({ flag: '--n', found: 'x', allowed: 'a number' }), "--n cannot be 'x': it takes a number"],
    [faults.missingValue({ flag: '--n', allowed: 'a number' }), '--n needs a value: a number'],
    [faults.wrongWords({ task: 'A', usage: '<tool>', found: 1 }), 'A takes <tool>, found 1 word'],
    [faults.wrongWords({ task: 'A', usage: '<tool>', found: 0 }), 'A takes <tool>, found 0 words'],
    [faults.unexpectedRest({ found: 2 }), 'no task on the line takes words after --, found 2 words'],
    [faults.badTaskFile({ file: 'a.ts', problem: 'it is empty' }), 'a.ts: it is empty'],
    [faults.neverFinished({ tasks: ['A', 'B'] }), 'never finished: A, B'],
    [faults.exitedEarly({ tasks: ['A'], status: 3 }), 'process.exit(3) was called while running A'],
    [faults.interrupted({ signal: 'SIGINT' }), 'interrupted by SIGINT'],
    [faults.terminated({ signal: 'SIGTERM' }), 'ended by SIGTERM'],
    [faults.confirmationNeeded({ question: 'delete?', flag: '--yes' }), 'not confirmed: delete?'],
    [faults.bug({ task: 'A', error: 'x is undefined' }), 'A: x is undefined'],
  ])('%# says what happened', (error, message) => {
    expect(error.message).toBe(message);
  });

  it('end as their status says: signals as shells do', () => {
    expect(faults.interrupted({ signal: 'SIGINT' }).exit).toBe(130);
    expect(faults.quit({ signal: 'SIGQUIT' }).exit).toBe(131);
    expect(faults.terminated({ signal: 'SIGTERM' }).exit).toBe(143);
    expect(faults.wrongWords({ task: 'A', usage: '', found: 0 }).fix).toBe('npx just Help A');
    expect(faults.confirmationNeeded({ question: '', flag: '--yes' }).fix).toContain('--yes');
    expect(faults.badTaskFile({ file: 'a.ts', problem: '' }).fix).toBe('edit a.ts');
  });
});
