import { relative } from 'node:path';
import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import { writeErr, writeOut } from '../system/terminal';
import { clean } from './view/words';
import { errorOf, renderEnvelope, type Envelope } from './envelope';
import { wantsDebug, wantsJson } from './wants-json';

/** The document of a call that ran no task. */
export function bareEnvelope(
  task: string,
  corrId: string,
  status: ExitStatus,
  data: unknown,
  error: StackError | null,
): Envelope {
  return {
    success: status === 0,
    task,
    corr_id: corrId,
    exit_code: status,
    duration_ms: 0,
    dry_run: false,
    data,
    data_file: null,
    error: errorOf(error),
    warnings: [],
    tasks: [],
  };
}

/** Answers a call that failed before anything ran. */
export function answerEarly(fault: StackError, argv: readonly string[], corrId: string, cwd: string): ExitStatus {
  if (wantsJson(argv)) {
    const words = namesIn(argv).join(' ');
    const envelope = bareEnvelope(words, corrId, fault.exit, null, fault);
    // No folder is known yet in which the whole could be kept: what is cut is on stderr.
    writeOut(renderEnvelope(envelope, () => ''));
  }
  writeErr(faultText(fault, cwd));
  if (wantsDebug(argv)) {
    const { failureDetails } = require('./failure-details') as typeof import('./failure-details');
    // No secret is known yet: neither of the config nor of a task.
    writeErr(failureDetails(fault, (value) => value));
  }
  return fault.exit;
}

/** What a line begins with that was not understood: behind its first flag a word may be the value of an option, and a secret. */
function namesIn(argv: readonly string[]): readonly string[] {
  const words = argv.filter((word) => !wantsJson([word]));
  const end = words.findIndex((word) => word.startsWith('-'));
  return end === -1 ? words : words.slice(0, end);
}

/** `error CFG001: …`, where a bug was thrown, and what to type next. Masked first: of a cleaned text nobody knows what was secret in it. */
export function faultText(
  { code, message, fix, data }: StackError,
  cwd: string,
  redact: (text: unknown) => unknown = (text) => text,
): string {
  const safe = (text: string): string => clean(String(redact(text)));
  const at = typeof data['at'] === 'string' ? `  at ${safe(placeText(data['at'], cwd))}\n` : '';
  return `error ${code}: ${safe(message)}\n${at}  next: ${safe(fix)}\n`;
}

/** A place in a file as it is shortest: from the working folder, or from the root. */
export function placeText(place: string, cwd: string): string {
  const near = relative(cwd, place);
  return near.length < place.length ? near : place;
}
