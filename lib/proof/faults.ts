import { defineFault } from '../kernel/fault';

export const lintFailed = defineFault<{ linters: readonly string[] }>({
  code: 'PRF001',
  exit: 500,
  title: 'the sources break a rule',
  why: 'One of the linters found something; what it found stands above on stderr.',
  message: ({ linters }) => `not clean: ${linters.join(', ')}`,
  fix: () => 'npx just Lint',
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
