import { checkTools } from '../tools';
import { defineCheck } from '../check';
import { shellQuote } from '../shell-quote';

/** A tool that is on the PATH and does not answer `--version` is broken: presence alone proves nothing. */
export default defineCheck({
  code: 'HC004',
  title: 'a tool does not answer',
  run: async (facts) => {
    const answers = await checkTools(facts);
    return answers
      .filter(({ problem }) => problem !== null)
      .map(({ tool, path, problem, args }) => ({
        severity: 'warning' as const,
        message: `${tool} does not answer: ${problem ?? ''}`,
        evidence: { tool, path, args },
        fix: [path, ...args].map(shellQuote).join(' '),
      }));
  },
});
