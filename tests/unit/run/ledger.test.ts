import { interrupted } from '../../../lib/kernel/faults';
import type { RunningTask } from '../../../lib/kernel/schedule';
import { createLedger } from '../../../lib/run/ledger';
import { resultOf } from './results';

const fault = interrupted({ signal: 'SIGINT' });

it('knows what runs and what has ended', () => {
  const ledger = createLedger();
  ledger.note({ kind: 'started', name: 'A', depth: 0 }, 0);
  ledger.note({ kind: 'started', name: 'B', depth: 1 }, 0);
  ledger.note({ kind: 'ended', result: resultOf('A'), depth: 0 }, 0);
  ledger.note({ kind: 'ended', result: resultOf('C', { state: 'blocked' }), depth: 0 }, 0);
  expect(ledger.running()).toEqual(['B']);
  expect(ledger.cutOff(fault, 0).map(({ name }) => name)).toEqual(['A', 'C', 'B']);
});

it('counts what was cut off as failed', () => {
  const ledger = createLedger();
  ledger.note({ kind: 'ended', result: resultOf('A'), depth: 0 }, 0);
  ledger.note({ kind: 'started', name: 'B', depth: 0 }, 0);
  expect(ledger.cutOff(fault, 500)).toEqual([
    resultOf('A'),
    resultOf('B', { state: 'failed', status: 130, error: fault, startMs: 0, durationMs: 500 }),
  ]);
});

it('counts the time of what was cut off from its own beginning', () => {
  const ledger = createLedger();
  ledger.note({ kind: 'started', name: 'A', depth: 0 }, 100);
  ledger.note({ kind: 'started', name: 'B', depth: 0 }, 200);
  ledger.note({ kind: 'started', name: 'C', depth: 0 }, 300);
  ledger.note({ kind: 'ended', result: resultOf('A'), depth: 0 }, 350);
  ledger.note({ kind: 'ended', result: resultOf('C'), depth: 0 }, 400);
  ledger.note({ kind: 'started', name: 'D', depth: 0 }, 450);
  const results = ledger.cutOff(interrupted({ signal: 'SIGINT' }), 500);
  expect(results.map(({ name, startMs, durationMs }) => [name, startMs, durationMs]).slice(2)).toEqual([
    ['B', 200, 300],
    ['D', 450, 50],
  ]);
});

it('keeps the last end alone of a task whose condition was asked again', () => {
  const ledger = createLedger();
  const unmet = resultOf('If', { state: 'skipped', reason: 'IF: its condition is not met' });
  for (const result of [unmet, resultOf('A'), unmet, resultOf('B'), resultOf('If')])
    ledger.note({ kind: 'ended', result, depth: 0 }, 0);
  expect(ledger.cutOff(fault, 0).map(({ name, state }) => [name, state])).toEqual([
    ['A', 'succeeded'],
    ['B', 'succeeded'],
    ['If', 'succeeded'],
  ]);
});

it('keeps the last end alone of a task that runs again at each reference', () => {
  const ledger = createLedger();
  for (const result of [resultOf('Again'), resultOf('A'), resultOf('Again', { startMs: 5 }), resultOf('B')])
    ledger.note({ kind: 'ended', result, depth: 0 }, 0);
  expect(ledger.cutOff(fault, 0).map(({ name, startMs }) => [name, startMs])).toEqual([
    ['A', resultOf('A').startMs],
    ['Again', 5],
    ['B', resultOf('B').startMs],
  ]);
});

it('keeps what an earlier turn had to report, as a run that is not cut off does', () => {
  const ledger = createLedger();
  const drift = resultOf('Again', { state: 'partial', status: 203, reason: 'drift found', data: 1 });
  for (const result of [drift, resultOf('A'), resultOf('Again', { startMs: 5 })])
    ledger.note({ kind: 'ended', result, depth: 0 }, 0);
  ledger.note({ kind: 'started', name: 'Hang', depth: 0 }, 0);
  const { startMs, durationMs, waitMs } = drift;
  const earlier = [{ startMs, durationMs, waitMs }];
  expect(ledger.cutOff(fault, 0).slice(0, 2)).toEqual([resultOf('A'), { ...drift, startMs: 5, earlier }]);
});

it('keeps when the turns were of a task that was cut off in a later one', () => {
  const ledger = createLedger();
  ledger.note({ kind: 'ended', result: resultOf('Again', { startMs: 1, durationMs: 2 }), depth: 0 }, 3);
  ledger.note({ kind: 'started', name: 'Again', depth: 0 }, 4);
  expect(ledger.cutOff(fault, 9)).toMatchObject([
    { name: 'Again', state: 'failed', startMs: 4, durationMs: 5, earlier: [{ startMs: 1, durationMs: 2 }] },
  ]);
});

it('names the one task of a row that has begun and not ended, and takes the results from where they stand', () => {
  const ledger = createLedger(100);
  const results = [resultOf('A')];
  let atWork: RunningTask | undefined = { name: 'A', beganMs: 150 };
  ledger.follow({ results, inRow: () => atWork });
  expect(ledger.running()).toEqual(['A']);
  expect(ledger.cutOff(fault, 200)).toMatchObject([{ name: 'A', state: 'failed', startMs: 50, durationMs: 50 }]);
  atWork = undefined;
  expect(ledger.running()).toEqual([]);
  ledger.begin({ name: 'B', beganMs: 200 });
  ledger.note({ kind: 'ended', result: resultOf('C'), depth: 0 }, 210);
  results.push(resultOf('C'));
  expect(ledger.cutOff(fault, 500).map(({ name, startMs, durationMs }) => [name, startMs, durationMs])).toEqual([
    ['A', 0, 12.6],
    ['C', 0, 12.6],
    ['B', 100, 300],
  ]);
});
