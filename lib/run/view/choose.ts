import { terminalFacts, writeErr } from '../../system/terminal';
import type { System } from '../../system/port';
import type { EngineFlags } from '../engine-flags';
import { colorsFor } from './colors';
import { withAnnotations } from './github';
import { createLines } from './lines';
import { createTree } from './tree';
import type { Talk, View } from './view';

/** The view that fits: a tree on a terminal, plain lines elsewhere, annotations on GitHub Actions. */
export function chooseView({ environment, clock }: System, flags: EngineFlags): View {
  const { stderrIsTty, columns, rows } = terminalFacts();
  const get = (name: string): string | undefined => environment.get(name);
  const talk = talkOf(flags);
  const colors = colorsFor(get, stderrIsTty);
  const live = stderrIsTty && talk !== 'quiet' && talk !== 'debug' && get('TERM') !== 'dumb' && get('CI') === undefined;
  const now = (): number => clock.monotonic();
  const view = live ? createTree({ write: writeErr, talk, colors, columns, rows, now }) : createLines(writeErr, talk, colors);
  return get('GITHUB_ACTIONS') === 'true' ? withAnnotations(view, writeErr) : view;
}

function talkOf({ quiet, verbose, debug }: EngineFlags): Talk {
  if (debug) return 'debug';
  if (quiet) return 'quiet';
  return verbose ? 'verbose' : 'normal';
}
