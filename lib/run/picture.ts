import { join } from 'node:path';
import type { TaskResult } from '../kernel/result';
import { writeErr } from '../system/terminal';
import type { Conclusion } from './conclude';
import { renderSummary, renderTrace, summariseRun } from './summary';

export { summariseRun };

type Pictured = Pick<Conclusion, 'system' | 'prepared'>;

/** Where the picture of each run is, once it is drawn. */
const drawn = new WeakMap<Pictured, string>();

/**
 * The picture of the run goes into the reports.
 * @lazy
 */
export function drawTrace(run: Pictured, results: readonly TaskResult[]): void {
  const { system, prepared } = run;
  const { reports } = prepared.loaded.paths;
  const path = join(reports, 'trace.json');
  system.files.makeFolder(reports, 0o700);
  system.files.write(path, renderTrace(summariseRun(prepared.graph, results)), { mode: 0o600 });
  drawn.set(run, path);
}

/**
 * The table goes to the conversation, with where the picture is.
 * @lazy
 */
export function tellSummary(run: Pictured, results: readonly TaskResult[]): void {
  const { prepared } = run;
  writeErr(renderSummary(summariseRun(prepared.graph, results)));
  const path = drawn.get(run);
  if (path !== undefined) writeErr(`the same as a picture, for chrome://tracing or ui.perfetto.dev: ${path}\n`);
}
