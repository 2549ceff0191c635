import { describeWith } from '../support/oracles';
import { createSandbox, doors, type Sandbox } from '../support/sandbox';
import { typeOnTerminal } from '../support/terminal';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  sandbox.write(
    'tasks/own/wipe.js',
    "module.exports = { name: 'Own.Wipe', summary: 'x', run: async ({ confirm }) => { await confirm('wipe?'); return 'wiped'; } };",
  );
});
afterEach(() => {
  sandbox.dispose();
});

const question = /wipe\? \[y\/N\] $/;

describeWith('script', 'a question of a task', () => {
  describe.each(doors)('on a terminal, through %s', (door) => {
    it.each(['y\n', 'YES\n'])('the answer %j confirms', async (answer) => {
      const { status, shown } = await typeOnTerminal(sandbox, door, ['Own.Wipe'], { question, answer });
      expect(shown).toContain('wiped');
      expect(status).toBe(0);
    });

    it.each(['n\n', '\n', '\u0004'])('the answer %j does not', async (answer) => {
      const { status, shown } = await typeOnTerminal(sandbox, door, ['Own.Wipe'], { question, answer });
      expect(shown).toContain('error RUN014: not confirmed: wipe?');
      expect(status).toBe(501 % 256);
    });

    it('nothing is written between the question and its answer', async () => {
      const { shown } = await typeOnTerminal(sandbox, door, ['Own.Wipe'], { question, answer: 'y\n' });
      expect(shown).toMatch(/wipe\? \[y\/N\] y\r\n/);
    });

    it('Ctrl-C at the question stops the run', async () => {
      const { status, shown } = await typeOnTerminal(sandbox, door, ['Own.Wipe'], { question, answer: '\u0003' });
      expect(shown).toContain('error RUN011');
      expect(status).toBe(130);
    });
  });

  it('a terminal without a live tree asks as well', async () => {
    const env = { TERM: 'dumb' };
    const { status } = await typeOnTerminal(sandbox, 'clistack', ['Own.Wipe'], { question, answer: 'y\n', env });
    expect(status).toBe(0);
  });

  it('a question ends with the time of its task, and the next one has its turn', async () => {
    const body = (name: string, more: string): string =>
      `module.exports = { name: 'Own.${name}', summary: 'x', ${more} run: ({ confirm }) => confirm('${name}?') };`;
    sandbox.write('tasks/own/one.js', body('One', 'timeout: 600,'));
    sandbox.write('tasks/own/two.js', body('Two', ''));
    const startedAt = Date.now();
    const { status, shown } = await typeOnTerminal(sandbox, 'clistack', ['Own.One?', 'Own.Two'], {
      question: /Two\? \[y\/N\] $/,
      answer: 'y\n',
    });
    expect(shown).toContain('Own.One took longer than 600 ms');
    expect(status).toBe(201);
    // Five seconds are for code that does not listen.
    expect(Date.now() - startedAt).toBeLessThan(5000);
  });

  it('two questions at once are asked one after the other, and what happens meanwhile is told after them', async () => {
    const body = (name: string): string =>
      `module.exports = { name: 'Own.${name}', summary: 'x', run: ({ confirm }) => confirm('${name}?') };`;
    for (const name of ['One', 'Two']) sandbox.write(`tasks/own/${name.toLowerCase()}.js`, body(name));
    sandbox.write(
      'tasks/own/slow.js',
      "module.exports = { name: 'Own.Slow', summary: 'x', run: () => new Promise((done) => setTimeout(done, 100)) };",
    );
    sandbox.write(
      'tasks/own/all.js',
      "module.exports = { name: 'Own.All', summary: 'x', deps: [['Own.One', 'Own.Two?', 'Own.Slow']] };",
    );
    const { shown, status } = await typeOnTerminal(sandbox, 'clistack', ['Own.All', '--jobs', '3'], {
      question: /One\? \[y\/N\] $/,
      answer: 'y\nn\n',
    });
    expect(shown).toMatch(/One\? \[y\/N\] y\r\n/);
    expect(shown).toContain('not confirmed: Two?');
    expect(shown).not.toContain('not confirmed: One?');
    expect(status).toBe(201);
  });
});
