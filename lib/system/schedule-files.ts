import { dirname, isAbsolute, join } from 'node:path';
import { absoluteVariable } from './absolute-variable';
import { badSchedule, fileExists, notOnThisSystem } from './faults';
import type { System } from './port';
import type { Schedule, Schedules } from './ports/schedules';
import { parseUnits, renderService, renderTimer, unitMark } from './systemd-units';

interface Units {
  readonly service: string;
  readonly timer: string;
  /** What `systemctl --user enable` makes. */
  readonly wanted: string;
}

const timerName = /^clistack-([a-z0-9][a-z0-9-]*)\.timer$/;

/** Schedules as systemd user units over any files and links: real, in-memory and stepped Systems share it. */
export function schedulesOver(system: Pick<System, 'files' | 'links' | 'machine' | 'environment'>): Schedules {
  const { files, links } = system;
  const unitsOf = (id: string): Units => {
    const folder = unitFolder(system);
    const timer = join(folder, `clistack-${id}.timer`);
    const wanted = join(folder, 'timers.target.wants', `clistack-${id}.timer`);
    return { service: join(folder, `clistack-${id}.service`), timer, wanted };
  };
  const textOf = (path: string): string | undefined =>
    files.stat(path) === undefined ? undefined : files.readText(path);
  const isOurs = (path: string): boolean => textOf(path)?.startsWith(unitMark) ?? true;
  const keep = (path: string, text: string): void => {
    if (textOf(path) !== text) files.write(path, text, { mode: 0o644 });
  };
  return {
    put: (schedule) => {
      const { service, timer, wanted } = unitsOf(schedule.id);
      refuseBad(schedule);
      for (const path of [service, timer]) if (!isOurs(path)) throw fileExists({ path });
      files.makeFolder(dirname(wanted));
      keep(service, renderService(schedule));
      keep(timer, renderTimer(schedule));
      if (files.stat(wanted) === undefined) links.make(wanted, timer);
      else if (links.read(wanted) !== timer) links.retarget(wanted, timer);
    },
    remove: (id) => {
      const { service, timer, wanted } = unitsOf(id);
      // What makes it run goes first: half of it left behind must not start anything.
      if (links.read(wanted) === timer) links.remove(wanted);
      for (const path of [timer, service]) if (files.stat(path) !== undefined && isOurs(path)) files.remove(path);
    },
    list: () => {
      const folder = unitFolder(system);
      if (files.stat(folder)?.kind !== 'folder') return [];
      return files.list(folder).flatMap(({ name }): readonly Schedule[] => {
        const [, id] = timerName.exec(name) ?? [];
        if (id === undefined) return [];
        const { service, timer } = unitsOf(id);
        if (!isOurs(service) || !isOurs(timer)) return [];
        const schedule = parseUnits(id, textOf(service) ?? '', textOf(timer) ?? '');
        return schedule === undefined ? [] : [schedule];
      });
    },
  };
}

function unitFolder({ machine, environment }: Pick<System, 'machine' | 'environment'>): string {
  const { os, home } = machine;
  if (os !== 'linux') throw notOnThisSystem({ what: 'keeping schedules', os });
  return join(absoluteVariable(environment, 'XDG_CONFIG_HOME') ?? join(home, '.config'), 'systemd', 'user');
}

function refuseBad({ id, summary, command, when }: Schedule): void {
  const [program = ''] = command;
  const bad = (reason: string): Error => badSchedule({ id, reason });
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(id)) throw bad('its id has other characters than a-z, 0-9 and -');
  if (!isAbsolute(program)) throw bad('its program is no absolute path');
  // systemd itself refuses these in the name of a program.
  if (/["'\\]/.test(program)) throw bad('the path of its program has quotes or backslashes');
  // A line break would end the line of the unit file and begin one of its own.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if ([summary, when, ...command].some((text) => /[\u0000-\u001f\u007f]/.test(text)))
    throw bad('a text in it has control characters');
  if (when.trim() === '') throw bad('it does not say when');
}
