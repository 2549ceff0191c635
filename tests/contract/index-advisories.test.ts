import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith, oracleBin } from '../support/oracles';
import { serveWheels, type WheelServer } from '../support/packages/wheel-server';

const script = join(__dirname, '..', '..', 'config', 'data', 'index-advisories.py');
const weak = { id: 'PYSEC-1', aliases: ['CVE-1'], summary: 'it runs what it is told', fixed_in: ['1.1'] };

interface Question {
  readonly packages: readonly (readonly [string, string])[];
  readonly seconds?: number;
}

let folder = '';
let server: WheelServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-advisories-'));
  server = await serveWheels(folder);
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the script answers; asynchronously, because the index is a server of this process. */
function run(question: object, env: Readonly<Record<string, string>>): Promise<readonly Record<string, unknown>[]> {
  const base = { PATH: '/usr/bin:/bin', HOME: folder, PIP_CONFIG_FILE: '/dev/null', no_proxy: '127.0.0.1' };
  return new Promise((resolve, reject) => {
    const child = execFile(
      join(oracleBin, 'python'),
      [script],
      { env: { ...base, ...env } },
      (error, stdout, stderr) => {
        if (error === null) resolve(JSON.parse(stdout) as readonly Record<string, unknown>[]);
        else reject(new Error(stderr));
      },
    );
    child.stdin?.end(JSON.stringify(question));
  });
}

type Ask = (index: string, question: Question) => Promise<readonly Record<string, unknown>[]>;

/** As pipx asks, and as uv does. */
const clients: readonly (readonly [string, Ask])[] = [
  ['pip', (index, { seconds = 20, ...of }) => run({ ...of, seconds, indexes: null }, { PIP_INDEX_URL: index })],
  ['a python without pip', (index, { seconds = 20, ...of }) => run({ ...of, seconds, indexes: [index] }, {})],
];

describeWith('pipx', 'what an index tells of weaknesses', () => {
  describe.each(clients)('asked by %s', (_, ask) => {
    const packages = [['demo', '1.0'], ['lib', '2.0']] as const; // prettier-ignore

    it('is what stands in its JSON interface, for every package', async () => {
      server.tell('demo', '1.0', { vulnerabilities: [weak] });
      server.tell('lib', '2.0', { yanked: 'broken' });
      expect(await ask(server.url, { packages })).toEqual([
        { name: 'demo', version: '1.0', vulnerabilities: [weak], yanked: false, yanked_reason: null },
        { name: 'lib', version: '2.0', vulnerabilities: [], yanked: true, yanked_reason: 'broken' },
      ]);
      expect([...server.asked].sort()).toEqual(['/pypi/demo/1.0/json', '/pypi/lib/2.0/json']);
    });

    it('is nothing without that interface, with the reason', async () => {
      const gap = async (): Promise<unknown> => (await ask(server.url, { packages: [['demo', '1.0']] }))[0];
      expect(await gap()).toMatchObject({ gap: `${server.url} answers 404 for demo 1.0`, silent: false });
      server.answer({ status: 200, text: '<html>welcome</html>' });
      expect(await gap()).toMatchObject({ gap: `${server.url} has no JSON interface`, silent: false });
      server.answer({ status: 200, text: '["no", "object"]' });
      expect(await gap()).toMatchObject({ gap: `${server.url} has no JSON interface`, silent: false });
      server.answer({ status: 200, text: '{ "info": { "yanked": true } }' });
      expect(await gap()).toMatchObject({ gap: `${server.url} knows nothing of weaknesses`, yanked: true });
      server.answer({ status: 403, text: 'no' });
      expect(await gap()).toMatchObject({ gap: `${server.url} answers 403 for demo 1.0`, silent: false });
    });

    it('is silence when nobody answers, or not in time', async () => {
      server.answer('silence');
      const [late] = await ask(server.url, { packages: [['demo', '1.0']], seconds: 1 });
      expect(late).toMatchObject({ gap: 'no answer in 1 seconds', silent: true });
      const { url } = server;
      await server.close();
      const [gone] = await ask(url, { packages: [['demo', '1.0']] });
      expect(gone).toMatchObject({ gap: expect.stringContaining('does not answer'), silent: true });
      server = await serveWheels(folder);
    });

    it('takes a folder for no server', async () => {
      const [answer] = await ask(`file://${folder}/`, { packages: [['demo', '1.0']] });
      expect(answer).toMatchObject({ gap: `file://${folder}/ is a folder`, silent: false });
    });

    it('logs in as the address says, and never shows that', async () => {
      const [answer] = await ask(server.url.replace('//', '//ada:s3cret@'), { packages: [['demo', '1.0']] });
      expect(server.asked.at(-1)).toContain(Buffer.from('ada:s3cret').toString('base64'));
      expect(JSON.stringify(answer)).not.toContain('s3cret');
      expect(answer?.['gap']).toBe(`${server.url} answers 404 for demo 1.0`);
    });

    it('logs in as a netrc says', async () => {
      writeFileSync(join(folder, '.netrc'), 'machine 127.0.0.1 login ada password netrc\n', { mode: 0o600 });
      server.tell('demo', '1.0', {});
      await ask(server.url, { packages: [['demo', '1.0']] });
      expect(server.asked).toEqual([expect.stringContaining(Buffer.from('ada:netrc').toString('base64'))]);
    });
  });

  it('comes from the first index that knows it', async () => {
    const second = await serveWheels(folder);
    second.tell('demo', '1.0', { vulnerabilities: [weak] });
    const question = { indexes: [server.url, second.url], packages: [['demo', '1.0']], seconds: 20 };
    expect((await run(question, {}))[0]?.['vulnerabilities']).toEqual([weak]);
    await second.close();
  });
});
