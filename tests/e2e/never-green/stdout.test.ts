import { readdirSync } from 'node:fs';
import { createSandbox, doors, type Sandbox } from '../../support/sandbox';
import { task } from '../../support/never-green/case';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
});
afterEach(() => {
  sandbox.dispose();
});

/** Ends with the status of the command, whatever its reader does. */
const into = (reader: string): readonly string[] => ['bash', '-c', `"$@" ${reader}; exit "\${PIPESTATUS[0]}"`, '-'];

/** The one record that was written. */
function record(): Record<string, unknown> {
  const [file = ''] = readdirSync(sandbox.path('.local/state/clistack/reports/runs'));
  return JSON.parse(sandbox.read(`.local/state/clistack/reports/runs/${file}`)) as Record<string, unknown>;
}

const afterClosing = `async ({ paths }) => {
  while (!require('fs').existsSync(paths.home + '/closed')) await new Promise((go) => setTimeout(go, 5));
  return 'an answer';
}`;

/** The document cannot arrive here, so the code is looked for where it does: on stderr and in the record. */
const cases: readonly [title: string, body: string, reader: string, flags: readonly string[]][] = [
  ['whose reader went away before it', afterClosing, '| { exec <&-; >"$HOME/closed"; }', []],
  ['whose reader went away before its document', afterClosing, '| { exec <&-; >"$HOME/closed"; }', ['--json']],
  ['whose reader goes away in the middle', "() => 'x'.repeat(1e6)", '| head -c 100 >/dev/null', []],
  ['that goes to a full disk', "() => 'an answer'", '>/dev/full', []],
  ['whose document goes to a full disk', "() => 'an answer'", '>/dev/full', ['--json']],
];

describe.each(doors)('through %s', (door) => {
  it.each(cases)('an answer %s is never green', async (_, body, reader, flags) => {
    sandbox.write('tasks/own/case.js', task('Own.Case', body));
    const { status, stderr } = await sandbox.run(door, ['Own.Case', ...flags], { wrap: into(reader) });
    expect(status).toBe(506 % 256);
    expect(stderr).toContain('error RUN032: stdout was closed before the answer of Own.Case was out');
    expect(record()).toMatchObject({ success: false, exit_code: 506, error: { code: 'RUN032' } });
  });

  it('a failure keeps its own status when nobody reads it', async () => {
    sandbox.write('tasks/own/case.js', task('Own.Case', "() => { throw new Error('no'); }"));
    const { status, stderr } = await sandbox.run(door, ['Own.Case', '--json'], { wrap: into('>/dev/full') });
    expect(status).toBe(500 % 256);
    expect(stderr).toContain('error RUN500');
  });
});
