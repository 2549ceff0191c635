import { dirname } from 'node:path';
import type { System } from '../system/port';
import { sweepTemporaries } from '../system/temporaries';
import { readRuns } from './read';

/**
 * Puts the journal folder in order at the start of a changing run, under its lock: half-written files of runs that were killed go, and so
 * do journals that are older than anything could be undone. A damaged one is left for the health check to report.
 */
export function sweepJournals(system: System, folder: string, keepDays: number): void {
  const oldest = system.clock.now() - keepDays * 86_400_000;
  for (const run of readRuns(system, folder, () => undefined)) {
    const open = run.status === null ? run.steps.filter(({ done }) => !done) : [];
    // Links and files are made under a temporary name beside their place.
    for (const { step } of open) sweepTemporaries(system, dirname(step.path));
    if (Date.parse(run.at) < oldest) system.files.removeTree(run.folder);
  }
}
