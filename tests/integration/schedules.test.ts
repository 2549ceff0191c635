import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRealSystem } from '../../lib/system/real';

const hasVerify = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!hasVerify)
  process.stderr.write('warning: systemd-analyze is not here, the units that we write are not verified\n');
const verified = hasVerify || process.env['CI'] === 'true' ? it : it.skip;

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'clistack-units-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function putSchedule(): string {
  const program = join(home, 'my $tools 100%', 'run');
  const { files, schedules } = createRealSystem({ XDG_CONFIG_HOME: join(home, '.config') });
  files.makeFolder(join(home, 'my $tools 100%'));
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
  schedules.put({
    id: 'check',
    summary: '100% checked',
    command: [program, '$HOME', '%h', 'say "hi"', "it's"],
    when: 'Mon *-*-* 09:00:00',
  });
  return join(home, '.config', 'systemd', 'user', 'clistack-check');
}

function verify(unit: string): string {
  const env = { ...process.env, XDG_RUNTIME_DIR: home, XDG_CONFIG_HOME: join(home, '.config'), HOME: home };
  return execFileSync('systemd-analyze', ['--user', '--recursive-errors=no', 'verify', unit], {
    env,
    encoding: 'utf8',
  });
}

verified('systemd understands the units that we write', () => {
  const unit = putSchedule();
  expect(() => verify(`${unit}.timer`)).not.toThrow();
  expect(() => verify(`${unit}.service`)).not.toThrow();
});

verified('systemd refuses a unit whose time makes no sense', () => {
  const unit = putSchedule();
  appendFileSync(`${unit}.timer`, '\n[Timer]\nOnCalendar=\nOnCalendar=never ever\n');
  expect(() => verify(`${unit}.timer`)).toThrow();
});
