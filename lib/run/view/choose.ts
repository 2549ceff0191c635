import { terminalFacts, writeErr } from '../../system/terminal';
import type { System } from '../../system/port';
import type { EngineFlags } from '../engine-flags';
import { colorsFor } from './colors';
import { withAnnotations } from './github';
import { createLines } from './lines';
import { createTree } from './tree';
import type { Talk, View } from './view';

/** The view that fits: a tree on a terminal, plain lines elsewhere, annotations on GitHub Actions. All it writes passes the redactor. */
export function chooseView({ environment, clock }: System, flags: EngineFlags, redact: (text: string) => string): View {
  const { stderrIsTty, columns, rows } = terminalFacts();
  const get = (name: string): string | undefined => environment.get(name);
  const talk = talkOf(flags);
  const write = (text: string): void => {
    writeErr(redact(text));
  };
  const colors = colorsFor(get, stderrIsTty);
  const live = stderrIsTty && talk !== 'quiet' && talk !== 'debug' && get('TERM') !== 'dumb' && get('CI') === undefined;
  const now = (): number => clock.monotonic();
  const view = live ? createTree({ write, talk, colors, columns, rows, now }) : createLines(write, talk, colors);
  return get('GITHUB_ACTIONS') === 'true' ? withAnnotations(view, write) : view;
}

function talkOf({ quiet, verbose, debug }: EngineFlags): Talk {
  if (debug) return 'debug';
  if (quiet) return 'quiet';
  return verbose ? 'verbose' : 'normal';
}
