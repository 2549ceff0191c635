import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { createToolHome, type ToolHome } from '../support/tool-home';

/** In a normal run a few; `Test.Sweep` says how many. */
const kills = Number(process.env['CLISTACK_KILLS'] ?? 6);
const names = ['one', 'two', 'three'];

let home: ToolHome;
beforeAll(async () => {
  home = await createToolHome();
  for (const name of names) for (const version of ['1.0.0', '2.0.0']) home.npm.publish(name, version);
  configure('1.0.0');
  await home.clistack(['Pin.Sync']);
});
afterAll(() => home.close());

function configure(version: string): void {
  home.config({ tools: { npm: names }, pins: { npm: Object.fromEntries(names.map((name) => [name, version])) } });
}

function answers(): readonly string[] {
  return names.map(
    (name) =>
    execFileSync(home.path('.local/share/clistack/tools/npm', name, 'node_modules/.bin', name), [], { env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` }, encoding: 'utf8' }).trim(), // prettier-ignore
  );
}

it(
  `leaves every tool callable in its old or its new version, killed at ${kills} random moments`,
  async () => {
    const started = performance.now();
    configure('2.0.0');
    await home.clistack(['Pin.Sync']);
    const whole = performance.now() - started;
    const seen = new Set<string>();
    let died = 0;
    // A few rounds more where chance killed nothing, or always on the same side.
    const isTelling = (): boolean => died > kills / 3 && seen.size > names.length;
    for (let round = 0; round < kills || (round < 4 * kills && !isTelling()); round += 1) {
      configure(round % 2 === 0 ? '1.0.0' : '2.0.0');
      const wait = Math.random() * whole * (round < kills ? 1 : 2);
      const { signal } = await home.clistack(['Pin.Sync'], {
        onStart: (child) => {
          setTimeout(() => {
            child.kill('SIGKILL');
          }, wait).unref();
        },
      });
      if (signal === 'SIGKILL') died += 1;
      for (const answer of answers()) {
        expect(answer).toMatch(/^(?:one|two|three) (?:1|2)\.0\.0$/);
        seen.add(answer);
      }
    }
    // Kills that all came too early or too late would prove nothing.
    expect(died).toBeGreaterThan(kills / 3);
    expect(seen.size).toBeGreaterThan(names.length);
    configure('1.0.0');
    expect((await home.clistack(['Pin.Sync'])).status).toBe(0);
    expect(answers()).toEqual(['one 1.0.0', 'two 1.0.0', 'three 1.0.0']);
    expect((await home.clistack(['Pin.DriftFail'])).status).toBe(0);
  },
  60_000 + 4 * kills * 15_000,
);
