import { terminalFacts, writeErr } from '../../system/terminal';
import type { System } from '../../system/port';
import type { EngineFlags } from '../engine-flags';
import { colorsFor } from './colors';
import type { CustomLines } from './custom';
import { createLines } from './lines';
import type { Talk, View } from './view';

/** The view that fits: a tree on a terminal, plain lines elsewhere, annotations on GitHub Actions. All it writes passes the redactor. */
export function chooseView(
  { environment, clock }: System,
  flags: EngineFlags,
  redact: (text: string) => string,
  custom?: CustomLines,
): View {
  const { stderrIsTty, columns, rows } = terminalFacts();
  const get = (name: string): string | undefined => environment.get(name);
  const talk = talkOf(flags);
  const write = (text: string): void => {
    writeErr(redact(text));
  };
  const colors = colorsFor(get, stderrIsTty);
  // A line of the user's own takes the place of the live tree.
  const live =
    custom === undefined &&
    stderrIsTty &&
    talk !== 'quiet' &&
    talk !== 'debug' &&
    get('TERM') !== 'dumb' &&
    get('CI') === undefined;
  const view = live
    ? (require('./tree') as typeof import('./tree')).createTree({
        write,
        redact,
        talk,
        colors,
        columns,
        rows,
        now: () => clock.monotonic(),
      })
    : createLines(write, redact, talk, colors, custom);
  if (get('GITHUB_ACTIONS') !== 'true') return view;
  return (require('./github') as typeof import('./github')).withAnnotations(view, write, redact);
}

/** How talkative the flags ask the conversation to be. */
export function talkOf({ quiet, verbose, debug }: EngineFlags): Talk {
  if (debug) return 'debug';
  if (quiet) return 'quiet';
  return verbose ? 'verbose' : 'normal';
}
