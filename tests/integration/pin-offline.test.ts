import { readFileSync } from 'node:fs';
import { createToolHome, type ToolHome } from '../support/tool-home';

let home: ToolHome;
beforeAll(async () => {
  home = await createToolHome();
  home.npm.publish('demo', '1.0.0');
  home.config({ tools: { npm: ['demo'] }, pins: { npm: { demo: '1.0.0' } } });
  await home.clistack(['Pin.Sync']);
  await home.clistack(['Pin.Lock']);
});
afterAll(() => home.close());

/** Programs that were started and addresses that were connected to, seen from outside. */
async function traced(
  args: readonly string[],
): Promise<{ readonly status: number | null; readonly calls: readonly string[] }> {
  const trace = home.path('trace.txt');
  const wrap = ['strace', '-f', '-qq', '-o', trace, '-e', 'trace=execve,connect'];
  const { status } = await home.clistack(args, { wrap });
  const lines = readFileSync(trace, 'utf8').split('\n');
  const [, ...calls] = lines.filter((line) => /execve\(|sa_family=AF_INET/.test(line));
  return { status, calls };
}

it.each([
  ['Pin.DriftFail', '1.0.0', 0],
  ['Pin.DriftFail', '2.0.0', 203],
  ['Pin.Report', '1.0.0', 0],
  ['Pin.Report', '2.0.0', 0],
  ['Pin.Lock --check', '1.0.0', 0],
  ['Pin.Import', '1.0.0', 0],
])('%s with the pin %s starts no program and asks nobody', async (line, pin, status) => {
  home.config({ tools: { npm: ['demo'] }, pins: { npm: { demo: pin } } });
  const hits = home.npm.hits.length;
  expect(await traced(line.split(' '))).toEqual({ status, calls: [] });
  expect(home.npm.hits.length).toBe(hits);
});

it('sees a program that is started, so that the silence above means something', async () => {
  home.npm.publish('demo', '2.0.0');
  home.config({ tools: { npm: ['demo'] }, pins: { npm: { demo: '2.0.0' } } });
  const { calls } = await traced(['Pin.Sync']);
  expect(calls.some((line) => line.includes('npm'))).toBe(true);
  expect(calls.some((line) => line.includes('AF_INET'))).toBe(true);
});
