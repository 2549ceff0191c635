import { readdirSync } from 'node:fs';
import { documentOf, makeRoom, type Room } from './room';

let room: Room;
beforeEach(() => {
  room = makeRoom();
});
afterEach(() => {
  room.dispose();
});

describe('graph, command line, envelope, through the bin', () => {
  it('says its version', () => {
    expect(room.run(['--version'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^clistack \d/) as string,
    });
  });

  it('lists the tasks, one of the own among them', () => {
    room.task('own\\case.js', "module.exports = { name: 'Own.Case', summary: 'Of my own', run: () => 1 };\n");
    const { status, stdout } = room.run(['Tasks']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Own\.Case +Of my own/);
    expect(stdout).toContain('Config.Validate');
  });

  it('helps and explains', () => {
    expect(room.run(['Help', 'Config.Validate']).stdout).toContain('Config.Validate');
    expect(room.run(['Explain', 'CFG002']).stdout).toContain('CFG002');
    expect(room.run(['Explain', 'exit-codes']).stdout).toContain('510');
  });

  it('shows the graph as JSON', () => {
    const { status, stdout } = room.run(['Graph', '--format', 'json', '--json']);
    expect(status).toBe(0);
    expect(stdout).toContain('Rebuild');
  });

  it('runs a chain of own tasks once each and in order', () => {
    const note = (name: string, deps: string): string =>
      `module.exports = { name: 'Own.${name}', summary: 'A link', deps: [${deps}], run: ({ paths }) =>
        { require('fs').appendFileSync(paths.home + '\\\\order.txt', '${name} '); return '${name}'; } };\n`;
    room.task('own\\first.js', note('First', ''));
    room.task('own\\second.js', note('Second', "'Own.First'"));
    room.task('own\\third.js', note('Third', "'Own.First', 'Own.Second'"));
    const result = room.run(['Own.Third', '--json']);
    expect(result.status).toBe(0);
    expect(documentOf(result)).toMatchObject({ success: true, data: 'Third', tasks: [{}, {}, {}] });
    expect(room.read('order.txt')).toBe('First Second Third ');
  });

  it('ends a task that calls process.exit(0) with the whole status', () => {
    room.task(
      'own\\case.js',
      "module.exports = { name: 'Own.Case', summary: 'Leaves', run: () => process.exit(0) };\n",
    );
    const result = room.run(['Own.Case', '--json']);
    expect(result.status).toBe(509);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: 509, error: { code: 'RUN010' } });
  });
});

describe('what is not there on Windows says so with status 510', () => {
  it.each(['CentralizeApply', 'CentralizeRevert', 'Enforce.Once'])('%s', (task) => {
    const result = room.run([task, '--json', '--yes']);
    expect(result.status).toBe(510);
    expect(documentOf(result)).toMatchObject({ exit_code: 510, error: { code: 'SYS030' } });
    expect(readdirSync(room.profile).sort()).toEqual(['AppData', 'tasks']);
  });

  it('Rebuild --dry-run, which is made of them', () => {
    const result = room.run(['Rebuild', '--dry-run', '--json']);
    expect(result.status).toBe(510);
    expect(documentOf(result)).toMatchObject({ exit_code: 510, dry_run: true, error: { code: 'SYS030' } });
  });
});
