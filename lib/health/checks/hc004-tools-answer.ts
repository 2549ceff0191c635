import { checkTools } from '../tools';
import { defineCheck } from '../check';

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
        // What is broken differs from tool to tool; the message has the tool's own words.
        fix: null,
      }));
  },
});
