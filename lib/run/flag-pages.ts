import { engineFlagNames, type EngineFlagName } from './engine-flags';

/** What the help says of a flag of the engine. */
export interface FlagPage {
  readonly flag: EngineFlagName;
  /** How its value is written behind the flag: ` <n>`, `[=keep]`; empty for a switch. */
  readonly value: string;
  readonly describe: string;
  readonly default: string;
}

type Page = readonly [value: string, describe: string, whatElse: string];

const time = ' <time>';
const off = 'off';

const pages: Readonly<Record<EngineFlagName, Page>> = {
  '--json': ['', 'the answer is one JSON document on stdout', off],
  '--dry-run': ['', 'runs the tasks and records what they would change in the place of changing it', off],
  '--what-if': ['', 'tells what the line would run, and runs nothing', off],
  '--jobs': [' <n>', 'how many tasks may work side by side, from 1 to 1024', '8'],
  '--keep-going': ['', 'after a failure the tasks that do not need what failed still run', off],
  '--summary': ['', 'a table of where the time went, and a picture of it in trace.json of the reports', off],
  '--no-deps': ['', 'only the named tasks, without those they need', off],
  '--force': ['', 'runs tasks that have nothing to do by what they read and make', off],
  '--checkpoint': [
    '[=keep]',
    'keeps what is reached, so that the run can be resumed; keep: also after a good end',
    off,
  ],
  '--resume': ['[=<run>]', 'goes on with a run of this line, by how its id begins; without one with the newest', off],
  '--yes': ['', 'answers yes to every question', off],
  '--no-input': ['', 'never asks: what is not answered by --yes is refused', off],
  '--wait': [time, 'how long to wait for what another run holds, such as 60s, 500ms or 5m', '0: it does not wait'],
  '--timeout': [
    time,
    'how long each task may take that says nothing itself, and behind them what they left open, such as 60s, 500ms or 5m',
    'no limit',
  ],
  '--json-events': [' <file>', 'adds every event of the run to the file, as a line of JSON', 'none'],
  '--configFile': [
    ' <file>',
    'the config to use',
    'toolstack.config.json of this or a parent folder, else that of the user',
  ],
  '--verbose': ['', 'also tells when tasks begin, and what they say in detail', off],
  '--debug': ['', 'tells and logs all there is, with the stack of a failure and of its causes', off],
  '--quiet': ['', 'only failures, the answer and the table of --summary', off],
  '--help': ['', 'the help of the task on the line, and runs nothing', off],
  '--version': ['', 'the version, and runs nothing', off],
};

/** Every flag of the engine, in the order the help lists them. */
export function flagPages(): readonly FlagPage[] {
  return engineFlagNames.map((flag) => {
    const [value, describe, otherwise] = pages[flag];
    return { flag, value, describe, default: otherwise };
  });
}

/** The flags as lines of the help; what a switch is without being typed goes without saying. */
export function renderFlags(): readonly string[] {
  return flagPages().map(({ flag, value, describe, default: otherwise }) => {
    const note = otherwise === off ? '' : ` (default ${otherwise})`;
    return `  ${`${flag}${value}`.padEnd(20)} ${describe}${note}`;
  });
}
