import { dirname, isAbsolute, join } from 'node:path';
import { errnoOf, reasonOf } from '../kernel/errno';
import type { ExitStatus } from '../kernel/exit';
import type { RunEvent } from '../kernel/result';
import { openAppendFile, type AppendFile } from '../system/append-file';
import { existingPart } from '../system/existing-part';
import { isoTime } from '../system/iso-time';
import type { System } from '../system/port';
import { isShown, writeErr } from '../system/terminal';
import { errorOf } from './envelope';
import { eventsRefused } from './faults';
import { safeError, safeText, type Redact } from './safe-parts';

/** Everything `--json-events` tells; `closed` is the last line of a run that came to its end. */
type StreamEvent = RunEvent | { readonly kind: 'closed'; readonly status: ExitStatus };

/** The events of a run as lines of JSON in a file, each with the kernel before the next thing happens. */
export interface EventStream {
  note(event: StreamEvent): void;
  /** Why the file did not take all events, if it did not. */
  readonly lost: () => string | undefined;
}

/**
 * Opens the stream, or one that notes nothing when no file is named. The file is added to, so several runs can share one.
 * @throws `eventsRefused` (RUN063, 506) before anything runs.
 */
export function openEvents(system: System, named: string | undefined, run: string, redact: Redact): EventStream {
  if (named === undefined) return { note: () => undefined, lost: () => undefined };
  const path = isAbsolute(named) ? named : join(system.machine.cwd, named);
  const real = system.files.realPath(path) ?? path;
  const there = system.files.stat(real);
  if (there?.kind === 'file' && isShown(there))
    throw eventsRefused({
      path,
      missing: '',
      reason: 'what this run says goes there too, and one would write over the other',
    });
  const file = openFile(path);
  let lost: string | undefined;
  return {
    note: (event) => {
      if (lost !== undefined) return;
      const line = { ts: isoTime(system.clock.now()), run, ...lineOf(event, redact) };
      try {
        file.append(`${JSON.stringify(line)}\n`);
        if (event.kind === 'closed') file.close();
      } catch (error) {
        // A disk that fills up in the middle does not stop the run, but a run that cannot be followed to its end is no success.
        lost = reasonOf(error);
        writeErr(`warning: ${path} takes no more events: ${lost}\n`);
      }
    },
    lost: () => lost,
  };
}

function openFile(path: string): AppendFile {
  try {
    return openAppendFile(path, 0o600);
  } catch (cause) {
    const folder = dirname(path);
    const missing = errnoOf(cause) === 'ENOENT' && existingPart(folder) !== folder ? folder : '';
    const nowhere = missing === '' ? 'it is a link to what is not there' : `the folder ${missing} is not there`;
    throw eventsRefused({ path, missing, reason: errnoOf(cause) === 'ENOENT' ? nowhere : reasonOf(cause) }, { cause });
  }
}

function lineOf(event: StreamEvent, redact: Redact): Readonly<Record<string, unknown>> {
  switch (event.kind) {
    case 'started':
      return { event: 'started', task: event.name, depth: event.depth };
    case 'retried':
      return {
        event: 'retried',
        task: event.name,
        attempt: event.attempt,
        wait_ms: event.waitMs,
        error: safeError(errorOf(event.error), redact),
      };
    case 'ended': {
      const { name, state, status, reason, why, startMs, durationMs, blockedBy, error } = event.result;
      const times = { start_ms: startMs, duration_ms: durationMs };
      return {
        event: 'ended',
        task: name,
        state,
        status,
        reason: safeText(reason, redact),
        why: safeText(why, redact),
        blocked_by: blockedBy,
        ...times,
        error: safeError(errorOf(error), redact),
      };
    }
    case 'closed':
      return { event: 'closed', status: event.status };
  }
}
