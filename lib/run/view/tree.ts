import type { TaskResult } from '../../kernel/result';
import type { Colors } from './colors';
import { createIdleTurns } from './idle-turns';
import type { Talk, View, ViewEvent } from './view';
import { clean, duration, endLine, recordLine } from './words';

export interface TreeOptions {
  readonly write: (text: string) => void;
  /** Masks what is cleaned, or cut to the width of the terminal, before that is done. */
  readonly redact: (text: string) => string;
  readonly talk: Talk;
  readonly colors: Colors;
  readonly columns: number;
  readonly rows: number;
  readonly now: () => number;
}

interface Running {
  readonly depth: number;
  readonly since: number;
  readonly about: string;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const clearLine = '\u001b[2K';

/**
 * The tree of a terminal: ended tasks scroll by as lines, indented by their depth in the graph; the running ones are a live foot that is
 * drawn anew. So the whole stays in the scroll-back, and a narrow or short terminal loses nothing.
 */
export function createTree({ write, redact, talk, colors, columns, rows, now }: TreeOptions): View {
  const running = new Map<string, Running>();
  let drawn = 0;
  let frame = 0;
  let closed = false;
  /** Questions that wait for their answer. */
  let held = 0;
  /** What happened meanwhile, to be told when they have it. */
  let kept = '';

  const erase = (): string => `\r${clearLine}${`\u001b[1A${clearLine}`.repeat(Math.max(0, drawn))}`;
  const foot = (): readonly string[] =>
    [...running].slice(-Math.max(1, rows - 2)).map(([name, { depth, since, about }]) => {
      const text = `${'  '.repeat(depth)}${frames[frame % frames.length] ?? ''} ${name} ${duration(now() - since)}${about === '' ? '' : `  ${about}`}`;
      return colors.cyan(text.slice(0, Math.max(10, columns - 1)));
    });
  const redraw = (above = ''): void => {
    kept += above;
    if (held > 0 && !closed) {
      if (drawn > 0) write(erase());
      drawn = 0;
      return;
    }
    const lines = closed ? [] : foot();
    write(`${drawn > 0 ? erase() : ''}${kept}${lines.map((line) => `${line}\n`).join('')}`);
    kept = '';
    drawn = lines.length;
  };
  const timer = setInterval(() => {
    frame += 1;
    if (running.size > 0 && held === 0) redraw();
  }, 100);
  // The spinner alone must not keep the process alive: a task that never settles has to be noticed.
  timer.unref();

  const isIdleTurn = createIdleTurns(talk);
  const ended = (event: Extract<ViewEvent, { readonly kind: 'ended' }>): void => {
    const { result, depth } = event;
    running.delete(result.name);
    redraw(isIdleTurn(event) ? '' : `${'  '.repeat(depth)}${mark(result, colors)}${endLine(result, colors, redact)}\n`);
  };
  return {
    onEvent: (event) => {
      if (event.kind === 'ended') ended(event);
      else {
        running.set(event.name, { depth: event.depth, since: now(), about: '' });
        redraw();
      }
    },
    onRecord: (record) => {
      const line = recordLine(record, talk, colors);
      if (line !== undefined) redraw(`${line}\n`);
    },
    onProgress: (task, text) => {
      const known = running.get(task);
      if (known === undefined) return;
      // One line, whatever a tool is called.
      running.set(task, { ...known, about: clean(redact(text)) });
      redraw();
    },
    hold: () => {
      held += 1;
      redraw();
      return () => {
        held -= 1;
        redraw();
      };
    },
    close: () => {
      if (closed) return;
      closed = true;
      clearInterval(timer);
      redraw();
    },
  };
}

function mark({ state }: TaskResult, colors: Colors): string {
  if (state === 'failed') return colors.red('✖ ');
  if (state === 'succeeded' || state === 'no-op') return colors.green('✔ ');
  return colors.yellow('● ');
}
