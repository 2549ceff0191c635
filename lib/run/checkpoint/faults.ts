import { defineFault } from '../../kernel/fault';
import { toType } from '../../kernel/to-type';

export const noCheckpoint = defineFault<{
  line: string;
  typed: string;
  run: string | null;
  ended?: string;
  by?: string;
}>({
  code: 'RUN044',
  exit: 501,
  title: 'there is nothing to go on with',
  why: 'Only a run that was started with --checkpoint and did not come to a good end can be resumed. Nothing was run.',
  message: ({ line, run, ended, by }) => {
    if (by !== undefined)
      return `run ${by} has done '${line}' since run ${ended ?? ''}, and came to a good end: there is nothing to go on with`;
    if (ended !== undefined) return `run ${ended} of '${line}' came to a good end: there is nothing to go on with`;
    return run === null ? `no run of '${line}' can be resumed` : `no run '${run}' can be resumed`;
  },
  fix: ({ typed }) => toType(typed),
});

export const changedBuild = defineFault<{ run: string; line: string; differences: readonly string[] }>({
  code: 'RUN045',
  exit: 501,
  title: 'what is to be resumed is not the same build any more',
  why: 'What was done before was done by other code, or with other options, variables or another config; going on would mix the two. Modules that a task file loads are not looked at. Nothing was run.',
  message: ({ run, differences }) => {
    const shown = [...differences].slice(0, 5);
    const more = differences.length > shown.length ? `, and ${differences.length - shown.length} more` : '';
    return `run ${run} cannot be resumed: ${shown.join(', ')}${more}`;
  },
  fix: ({ line }) => toType(line),
});

export const secretNotKept = defineFault<{ run: string; flags: string }>({
  code: 'RUN065',
  exit: 501,
  title: 'a secret of the run that is to be resumed was not given again',
  why: 'The value of an option that says it is secret is never written down, so it has to be given again; it may be another one by now. Nothing was run.',
  message: ({ run, flags }) => `run ${run} was given ${flags}, which is secret and was not kept`,
  fix: ({ flags }) => `type the same line with ${flags} again, and its value`,
});

export const stateNotData = defineFault<{ file: string; reason: string }>({
  code: 'RUN066',
  exit: 500,
  title: 'a hook exports a state that cannot be written down',
  why: 'What exportState answers goes into the checkpoint, and a resumed run gets it back: plain data that JSON can hold, and no promise. The next task did not begin, for it could not be gone on with.',
  message: ({ file, reason }) => `${file} exports a state that cannot be written as JSON: ${reason}`,
  fix: ({ file }) => `let exportState in ${file} answer plain data`,
});
