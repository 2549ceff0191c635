import { readdirSync, readFileSync } from 'node:fs';
import { documentOf, makeRoom, type Room } from './room';

let room: Room;
beforeEach(() => {
  room = makeRoom();
});
afterEach(() => {
  room.dispose();
});

describe('config, logs, reports, run records', () => {
  it('takes the config of the profile for good', () => {
    const result = room.run(['Config.Validate', '--json']);
    expect(result.status).toBe(0);
    const file = room.path('AppData', 'Roaming', 'CliStack', 'toolstack.config.json');
    expect(documentOf(result)).toMatchObject({ data: { file, valid: true } });
  });

  it.each([
    ['that is not JSON', '{ "scan": ', 502],
    ['with an unknown key', '{ "tols": {} }', 502],
    ['whose folder of tasks is a relative path', '{ "taskFolders": ["tasks"] }', 502],
  ])('refuses one %s with the whole status', (_, text, status) => {
    room.config(text);
    const result = room.run(['Config.Validate', '--json']);
    expect(result.status).toBe(status);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: status });
  });

  it('takes both separators in a path', () => {
    room.task('own\\case.js', "module.exports = { name: 'Own.Case', summary: 'A case', run: () => 1 };\n");
    room.config({ taskFolders: [room.path('tasks').replaceAll('\\', '/')] });
    expect(room.run(['Own.Case', '--json']).status).toBe(0);
  });

  it('knows variables without regard to case', () => {
    const result = room.run(['Config.Show', '--json'], { clistack__logs__keepdays: '3' });
    expect(result.status).toBe(0);
    expect(JSON.stringify(documentOf(result))).toContain('"keepDays":{"value":3');
  });

  it('goes by USERPROFILE, whatever a shell made of HOME', () => {
    room.task('own\\case.js', "module.exports = { name: 'Own.Case', summary: 'A case', run: ({ paths }) => paths };\n");
    const result = room.run(['Own.Case', '--json'], { HOME: 'C:\\nowhere' });
    expect(documentOf(result)).toMatchObject({ data: { home: room.profile, state: room.state } });
  });

  it('keeps log lines and a record of the run below LOCALAPPDATA', () => {
    expect(room.run(['Tasks']).status).toBe(0);
    const reports = room.path('AppData', 'Local', 'CLI_Reports');
    const [log = ''] = readdirSync(`${reports}\\logs`);
    const lines = readFileSync(`${reports}\\logs\\${log}`, 'utf8').split('\n').filter((line) => line !== ''); // prettier-ignore
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { event: 'started' },
      { event: 'finished' },
    ]);
    expect(readdirSync(`${reports}\\runs`)).toHaveLength(1);
    expect(room.run(['Runs.List', '--json']).stdout).toContain('Tasks');
  });
});
