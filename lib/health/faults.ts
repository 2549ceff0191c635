import { defineFault } from '../kernel/fault';
import { toType } from '../kernel/to-type';

export const couldNotCheck = defineFault<{ checks: readonly string[]; reasons: readonly string[] }>({
  code: 'HEA001',
  exit: 511,
  title: 'a health check could not look',
  why: 'A check met an error before it could tell whether something is wrong. Unknown is not healthy.',
  message: ({ checks, reasons }) => `could not check ${checks.join(', ')}: ${reasons.join('; ')}`,
  fix: () => toType('Health.Check --debug'),
});

export const badCheckFile = defineFault<{
  file: string;
  problem: string;
  /** True for a folder of checks: what is wrong is what names it. */
  isFolder?: boolean;
}>({
  code: 'HEA002',
  exit: 501,
  title: 'a file with a health check cannot be used',
  why: 'A file in a folder of `health.folders` exports one check: a code that no other check has, a title and a run function.',
  message: ({ file, problem }) => `${file}: ${problem}`,
  fix: ({ file, isFolder }) => (isFolder === true ? 'correct health.folders in the config' : `edit ${file}`),
});
