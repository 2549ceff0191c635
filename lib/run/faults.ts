import { defineFault } from '../kernel/fault';

export const unknownCode = defineFault<{ code: string; suggestions: readonly string[] }>({
  code: 'RUN015',
  exit: 501,
  title: 'an unknown code',
  why: 'Neither a fault code nor an exit status has this name.',
  message: ({ code, suggestions }) =>
    `no fault and no exit status is called '${code}'${suggestions.length > 0 ? `, did you mean ${suggestions.join(' or ')}?` : ''}`,
  fix: () => 'npx just Explain exit-codes',
});

export const unknownRecord = defineFault<{ run: string }>({
  code: 'RUN017',
  exit: 501,
  title: 'no such run on record',
  why: 'The id is not that of a run whose record is still kept, or it fits several.',
  message: ({ run }) => `no run '${run}' is on record`,
  fix: () => 'npx just Runs.List',
});
