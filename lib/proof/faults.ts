import { defineFault } from '../kernel/fault';
import { toType } from '../kernel/to-type';

export const lintFailed = defineFault<{ linters: readonly string[] }>({
  code: 'PRF001',
  exit: 500,
  title: 'the sources break a rule',
  why: 'One of the linters found something; what it found stands above on stderr.',
  message: ({ linters }) => `not clean: ${linters.join(', ')}`,
  fix: () => toType('Lint'),
});

export const testsFailed = defineFault<{ suite: string; passed: number; failed: number }>({
  code: 'PRF002',
  exit: 500,
  title: 'tests failed',
  why: 'A test failed, or a suite could not be run; the report stands above on stderr.',
  message: ({ suite, passed, failed }) => `${suite}: ${failed} failed, ${passed} passed`,
  fix: ({ suite }) => `npx jest --selectProjects ${suite}`,
});

export const coverageTooLow = defineFault<{ lines: number; branches: number; wanted: number }>({
  code: 'PRF003',
  exit: 500,
  title: 'too little of the code is covered by tests',
  why: 'Lines and branches run by any test count, those of child processes included.',
  message: ({ lines, branches, wanted }) => `lines ${lines} %, branches ${branches} % covered, ${wanted} % wanted`,
  fix: () => 'less coverage/summary.txt',
});

export const laneMissing = defineFault<{ reason: string }>({
  code: 'PRF004',
  exit: 503,
  title: 'the Windows lane cannot run',
  why: 'The tests of Windows run on a real node.exe under Wine. On a CI that has no Wine they would be skipped, and nobody would see it.',
  message: ({ reason }) => `no test of Windows ran: ${reason}`,
  fix: () => 'apt-get install -y --no-install-recommends wine wine64',
});

export const recordStale = defineFault<Record<string, never>>({
  code: 'PRF005',
  exit: 500,
  title: 'the record of what runs on Windows is stale',
  why: 'Other parts passed on node.exe than tests/windows/seen.json says, and docs/platforms.md is made from that file.',
  message: () => 'what passed on Windows is not what tests/windows/seen.json says',
  fix: () => toType('Test.Windows --record && npm run generate'),
});
