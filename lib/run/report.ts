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
    const body = typeof safe === 'object' && safe !== null ? safe : {};
    const render = (generated: string): string => `${JSON.stringify({ generated, ...body }, null, 2)}\n`;
    const old = readReport(system, path);
    const [, before] = /^\{\n {2}"generated": "([^"]*)"/.exec(old) ?? [];
    // As text: a report of thousands of lines takes longer to be read as data.
    if (before !== undefined && render(before) === old) return path;
    system.files.makeFolder(folder, 0o700);
    system.files.write(path, render(new Date(system.clock.now()).toISOString()), { mode: 0o600 });
    return path;
  };
  return { write };
}

/** Empty where there is none that can be read: it is made anew from what was just looked at. */
function readReport({ files }: System, path: string): string {
  if (files.stat(path) === undefined) return '';
  try {
    return files.readText(path);
  } catch {
    // A damaged report is no state of ours.
    return '';
  }
}
