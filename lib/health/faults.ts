import { defineFault } from '../kernel/fault';

export const couldNotCheck = defineFault<{ checks: readonly string[]; reasons: readonly string[] }>({
  code: 'HEA001',
  exit: 511,
  title: 'a health check could not look',
  why: 'A check met an error before it could tell whether something is wrong. Unknown is not healthy.',
  message: ({ checks, reasons }) => `could not check ${checks.join(', ')}: ${reasons.join('; ')}`,
  fix: () => 'npx just Health.Check --debug',
});
