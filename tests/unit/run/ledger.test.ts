import { interrupted } from '../../../lib/kernel/faults';
import { createLedger } from '../../../lib/run/ledger';
import { resultOf } from './results';

it('knows what runs and what has ended', () => {
  const ledger = createLedger();
  ledger.note({ kind: 'started', name: 'A', depth: 0 });
  ledger.note({ kind: 'started', name: 'B', depth: 1 });
  ledger.note({ kind: 'ended', result: resultOf('A'), depth: 0 });
  ledger.note({ kind: 'ended', result: resultOf('C', { state: 'blocked' }), depth: 0 });
  expect(ledger.running()).toEqual(['B']);
  expect(ledger.results.map(({ name }) => name)).toEqual(['A', 'C']);
});

it('counts what was cut off as failed', () => {
  const ledger = createLedger();
  ledger.note({ kind: 'ended', result: resultOf('A'), depth: 0 });
  ledger.note({ kind: 'started', name: 'B', depth: 0 });
  const fault = interrupted({ signal: 'SIGINT' });
  expect(ledger.cutOff(fault, 500)).toEqual([
    resultOf('A'),
    resultOf('B', { state: 'failed', status: 130, error: fault, durationMs: 500 }),
  ]);
  expect(ledger.results).toHaveLength(1);
});
