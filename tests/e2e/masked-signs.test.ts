import { installApi, ownTasks } from '../support/own-tasks';
import { createSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  installApi(sandbox);
  ownTasks(sandbox, {
    'own.js': `const { partial } = require('clistack');
module.exports = { name: 'Own', summary: 's',
  options: { token: { type: 'string', describe: 'd', secret: true }, ends: { type: 'string', describe: 'd', default: 'badly' } },
  run: ({ log, secret, options: { token, ends } }) => {
    log.warn('with later\\tknown');
    log.info('with ' + token);
    secret('later\\tknown');
    if (ends === 'partly') return partial(205, 'but for ' + token);
    throw new Error(ends === 'bytes' ? JSON.stringify(Buffer.from(token), null, 1) : 'refused: ' + token);
  } };
`,
  });
});
afterEach(() => {
  sandbox.dispose();
});

describe.each(['clistack', 'just'] as const)('a secret with signs that no line shows is masked on the screen, with %s', (door) => {
  it.each([
    ['a tab', 'tok\tenabc', /tok|enabc/],
    ['an escape', 'tok\u001benabc', /tok|enabc/],
    ['ends of lines, and every line short', 'q7x\nk9z\nj8v', /q7x|k9z|j8v/],
  ])('%s', async (_, token, piece) => {
    const failed = await sandbox.run(door, ['Own', '--token', token]);
    expect(failed.stderr).toContain('error RUN500: Own: refused: [secret]\n');
    expect(failed.stderr).toMatch(/^failed {3}Own: refused: \[secret\] \(/m);
    // Said before anybody knew of it, and told again at the end.
    expect(failed.stderr).toContain('  Own: with [secret]\n');
    const partly = await sandbox.run(door, ['Own', '--ends', 'partly', '--token', token]);
    expect(partly.stderr).toMatch(/^partial {2}Own: but for \[secret\] \(/m);
    expect(failed.stderr + partly.stderr).not.toMatch(piece);
  });

  it('as the bytes of a Buffer, one in a line', async () => {
    const { stderr } = await sandbox.run(door, ['Own', '--ends', 'bytes', '--token', 'kgb-token']);
    expect(stderr).toMatch(/^error RUN500: Own: .*\[secret\]/m);
    expect(stderr).not.toContain('107');
  });
}); // prettier-ignore
