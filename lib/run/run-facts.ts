import type { Redactor } from '../log';
import type { System } from '../system/port';
import type { RunFacts } from './context';
import type { PreparedRun } from './prepare';

/** What a task may ask about the run it is part of. */
export function runFacts(system: System, prepared: PreparedRun, version: () => string, redactor: Redactor): RunFacts {
  const { tasks, loaded, found, asked, leftOut } = prepared;
  return {
    resumed: () => {
      if (asked?.line.flags.resume === undefined) return undefined;
      const { askedCheckpoint } = require('./checkpoint/asked') as typeof import('./checkpoint/asked');
      return askedCheckpoint(system, prepared, version(), redactor.value);
    },
    tasks,
    rows: found.rows,
    taskFiles: found.files,
    asked,
    get version() {
      return version();
    },
    get configSchema() {
      return loaded.schema;
    },
    get configSources() {
      return Object.fromEntries(loaded.sources);
    },
    configProblems: loaded.problems,
    configNamed: loaded.isNamed,
    leftOut,
    redact: redactor.text,
  };
}
