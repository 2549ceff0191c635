import { createSandbox } from '../support/sandbox';

it('a changing run loads the native part of its locks without looking for it', async () => {
  const sandbox = createSandbox();
  try {
    sandbox.write('tell.js', "process.on('exit', () => process._rawDebug(Object.keys(require.cache).join('\\n')));\n");
    const env = { NODE_OPTIONS: `--require ${sandbox.path('tell.js')}` };
    const { stderr } = await sandbox.run('clistack', ['MasterBin.Rebuild'], { env });
    expect(stderr).toMatch(/fs-native-extensions\.node$/m);
    expect(stderr).not.toContain('require-addon');
  } finally {
    sandbox.dispose();
  }
});
