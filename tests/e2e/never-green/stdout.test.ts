import { readdirSync, readFileSync } from 'node:fs';
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
const closed = 'stdout was closed before the answer of Own.Case was out';
const full = 'stdout took no more of the answer of Own.Case: no space left on the disk';
const cases: readonly [title: string, body: string, reader: string, flags: readonly string[], message: string][] = [
  ['whose reader went away before it', afterClosing, '| { exec <&-; >"$HOME/closed"; }', [], closed],
  ['whose reader went away before its document', afterClosing, '| { exec <&-; >"$HOME/closed"; }', ['--json'], closed],
  ['whose reader goes away in the middle', "() => 'x'.repeat(1e6)", '| head -c 100 >/dev/null', [], closed],
  ['that goes to a full disk', "() => 'an answer'", '>/dev/full', [], full],
  ['whose document goes to a full disk', "() => 'an answer'", '>/dev/full', ['--json'], full],
];

describe.each(doors)('through %s', (door) => {
  it.each(cases)('an answer %s is never green', async (_, body, reader, flags, message) => {
    sandbox.write('tasks/own/case.js', task('Own.Case', body));
    const { status, stderr } = await sandbox.run(door, ['Own.Case', ...flags], { wrap: into(reader) });
    expect(status).toBe(506 % 256);
    expect(stderr).toContain(`error RUN032: ${message}\n`);
    expect(record()).toMatchObject({ success: false, exit_code: 506, error: { code: 'RUN032' } });
  });

  const closing =
    "() => { const fs = require('fs'); fs.closeSync(1); fs.closeSync(2); console.log('loose'); return 'an answer'; }";
  it.each([[[]], [['--json']]])(
    'an answer after a task that closed stdout is never green, and gets into no file of ours: %j',
    async (flags) => {
      sandbox.write('tasks/own/case.js', task('Own.Case', closing, "deps: ['Own.Before'],"));
      sandbox.write('tasks/own/before.js', task('Own.Before', closing.replace('fs.closeSync(2);', '')));
      const { status, stdout } = await sandbox.run(door, ['Own.Case', ...flags]);
      expect([status, stdout]).toEqual([506 % 256, '']);
      expect(record()).toMatchObject({ success: false, exit_code: 506, error: { code: 'RUN032' } });
      const logs = sandbox.path('.local/state/clistack/reports/logs');
      const lines = readdirSync(logs).flatMap((name) => readFileSync(`${logs}/${name}`, 'utf8').trim().split('\n'));
      expect(lines.filter((line) => !line.startsWith('{"ts":'))).toEqual([]);
      expect(lines.length).toBeGreaterThan(1);
    },
  );

  it('an answer that nobody wanted from the start is as good as any', async () => {
    sandbox.write('tasks/own/case.js', task('Own.Case', "() => 'an answer'"));
    expect((await sandbox.run(door, ['Own.Case'], { wrap: ['bash', '-c', '"$@" >&-', '-'] })).status).toBe(0);
  });

  it('a failure keeps its own status when nobody reads it', async () => {
    sandbox.write('tasks/own/case.js', task('Own.Case', "() => { throw new Error('no'); }"));
    const { status, stderr } = await sandbox.run(door, ['Own.Case', '--json'], { wrap: into('>/dev/full') });
    expect(status).toBe(500 % 256);
    expect(stderr).toContain('error RUN500');
  });
});
