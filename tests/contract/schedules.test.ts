import { createMemorySystem } from '../../lib/system/memory';
import type { Schedule } from '../../lib/system/ports/schedules';
import { errorWith } from './matching';
import { faultAt, subjects, useSubject } from './subjects';

const daily: Schedule = {
  id: 'health-check',
  summary: 'Looks at this machine',
  command: ['/usr/bin/node', '/opt/my tools/clistack.js', 'Health.Check'],
  when: 'daily',
};

describe.each(subjects)('schedules, $name', (subject) => {
  const on = useSubject(subject);
  const unit = (name: string): string => on.path('.config', 'systemd', 'user', name);
  const text = (name: string): string => on.system.files.read(unit(name)).toString('utf8');

  it('keeps what is put', () => {
    on.system.schedules.put(daily);
    expect(on.system.schedules.list()).toEqual([daily]);
    expect(on.system.links.read(unit('timers.target.wants/clistack-health-check.timer'))).toBe(
      unit('clistack-health-check.timer'),
    );
    expect(text('clistack-health-check.timer')).toContain('\nOnCalendar=daily\n');
    expect(text('clistack-health-check.service')).toContain(
      '\nExecStart="/usr/bin/node" "/opt/my tools/clistack.js" "Health.Check"\n',
    );
  });

  it('gives every character of a command back', () => {
    const command = [
      '/bin/echo',
      '100%',
      '$HOME',
      'say "hi"',
      String.raw`back\slash`,
      "it's",
      '',
      'jürgen',
      '%%',
      '$$',
    ];
    on.system.schedules.put({ ...daily, command, summary: '50% of it' });
    expect(on.system.schedules.list()).toEqual([{ ...daily, command, summary: '50% of it' }]);
  });

  it('writes nothing when it is as wished already', () => {
    on.system.schedules.put(daily);
    const before = on.system.files.stat(unit('clistack-health-check.timer'));
    on.system.schedules.put(daily);
    expect(on.system.files.stat(unit('clistack-health-check.timer'))).toEqual(before);
  });

  it('changes one in its place, and mends its link', () => {
    on.system.schedules.put(daily);
    on.system.links.retarget(unit('timers.target.wants/clistack-health-check.timer'), '/gone');
    on.system.schedules.put({ ...daily, when: 'weekly' });
    expect(on.system.schedules.list()).toEqual([{ ...daily, when: 'weekly' }]);
    expect(on.system.links.read(unit('timers.target.wants/clistack-health-check.timer'))).toBe(
      unit('clistack-health-check.timer'),
    );
  });

  it('removes one and leaves the others, and what is absent is nothing to do', () => {
    on.system.schedules.put(daily);
    on.system.schedules.put({ ...daily, id: 'other' });
    on.system.schedules.remove('health-check');
    on.system.schedules.remove('health-check');
    expect(on.system.schedules.list().map(({ id }) => id)).toEqual(['other']);
    expect(on.system.files.list(unit('')).map(({ name }) => name)).toEqual([
      'clistack-other.service',
      'clistack-other.timer',
      'timers.target.wants',
    ]);
  });

  it('does not touch a unit of that name that is not ours', () => {
    on.system.files.makeFolder(unit(''));
    on.system.files.write(unit('clistack-mine.service'), '[Unit]\n');
    expect(() => {
      on.system.schedules.put({ ...daily, id: 'mine' });
    }).toThrow(faultAt('SYS002', unit('clistack-mine.service')));
    on.system.schedules.remove('mine');
    expect(text('clistack-mine.service')).toBe('[Unit]\n');
    expect(on.system.schedules.list()).toEqual([]);
  });

  it.each([
    ['an id that could leave the folder', { id: '../x' }],
    ['a program that is no absolute path', { command: ['node'] }],
    ['a program that systemd would not start', { command: ['/opt/"odd"/run'] }],
    ['no program at all', { command: [] }],
    ['a line break in the command', { command: ['/bin/echo', 'a\nExecStart=/bin/rm'] }],
    ['a line break in the time', { when: 'daily\n[Service]' }],
    ['no time', { when: ' ' }],
  ])('refuses %s and changes nothing', (_, change) => {
    expect(() => {
      on.system.schedules.put({ ...daily, ...change });
    }).toThrow(errorWith({ code: 'SYS031', exit: 501 }));
    expect(on.system.files.stat(on.path('.config'))).toBeUndefined();
  });
});

it.each(['darwin', 'win32'] as const)('says that schedules are not for %s yet', (os) => {
  const { schedules } = createMemorySystem({ os });
  expect(() => schedules.list()).toThrow(errorWith({ code: 'SYS030', exit: 510 }));
  expect(() => {
    schedules.put(daily);
  }).toThrow(errorWith({ code: 'SYS030', exit: 510 }));
});
