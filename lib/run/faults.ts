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
