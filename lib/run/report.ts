import { join } from 'node:path';
import type { System } from '../system/port';
import type { Reporter } from './context';

export interface ReporterOptions {
  readonly system: System;
  readonly folder: string;
  /** False in a dry run. */
  readonly enabled: boolean;
  readonly redact: (value: unknown) => unknown;
  /** Told about every report of this run, also about one that did not need rewriting. */
  readonly onReport: (path: string) => void;
}

/** Reports are rewritten only when more than their `generated` time changed, so a run without news leaves them alone. */
export function createReporter({ system, folder, enabled, redact, onReport }: ReporterOptions): Reporter {
  const write: Reporter['write'] = (name, content) => {
    const path = join(folder, name);
    if (!enabled) return path;
    onReport(path);
    const safe = redact(content);
    if (withoutTime(safe) === withoutTime(readReport(system, path))) return path;
    const generated = new Date(system.clock.now()).toISOString();
    system.files.makeFolder(folder, 0o700);
    const body = typeof safe === 'object' && safe !== null ? safe : {};
    system.files.write(path, `${JSON.stringify({ generated, ...body }, null, 2)}\n`, { mode: 0o600 });
    return path;
  };
  return { write };
}

function readReport(system: System, path: string): unknown {
  if (system.files.stat(path) === undefined) return undefined;
  try {
    return JSON.parse(system.files.readText(path));
  } catch {
    // A damaged report is no state of ours: it is made anew from what was just looked at.
    return undefined;
  }
}

function withoutTime(report: unknown): string | undefined {
  return JSON.stringify(report, (key, value: unknown) => (key === 'generated' ? undefined : value));
}
