import { faultOf } from '../../../../lib/pin/failure-words';

const asked = { manager: 'npm', tool: 'demo' };
const folder = '/home/ada/.local/share/clistack/tools/npm/.store/demo@1.1.0-8f97dd44/node_modules';

/** What npm 11 writes of a script that failed, as it writes it. */
const written = (code: string, command: string, ...printed: readonly string[]): string =>
  [code, `path ${folder}/demo`, 'command failed', `command ${command}`, ...printed, 'Log files were not written due to the config logs-max=0']
    .map((line) => `npm error ${line}`)
    .join('\n'); // prettier-ignore

it.each([
  ['says nothing', written('code 7', 'sh -c exit 7'), '`sh -c exit 7` of demo ended with 7'],
  [
    'says why in its last line',
    written('code 2', 'sh -c ./build', 'building', 'no compiler found'),
    '`sh -c ./build` of demo ended with 2: no compiler found',
  ],
  [
    'is not there',
    written('code 127', 'sh -c not-a-program --x', 'sh: 1: not-a-program: not found'),
    '`sh -c not-a-program --x` of demo ended with 127: sh: 1: not-a-program: not found',
  ],
  [
    'throws',
    written(
      'code 1',
      'sh -c node gone.js',
      'node:internal/modules/cjs/loader:1210',
      '  throw err;',
      '  ^',
      '',
      "Error: Cannot find module '/x/gone.js'",
      '    at Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)',
      "  code: 'MODULE_NOT_FOUND',",
      '  requireStack: []',
      '}',
      '',
      'Node.js v20.20.2',
    ),
    "`sh -c node gone.js` of demo ended with 1: Error: Cannot find module '/x/gone.js'",
  ],
  [
    'compiles',
    written(
      'code 2',
      'sh -c make',
      'cc -c x.c',
      'x.c:1:10: fatal error: nothere.h: No such file or directory',
      'compilation terminated.',
      'make: *** [Makefile:2: all] Error 1',
    ),
    '`sh -c make` of demo ended with 2: x.c:1:10: fatal error: nothere.h: No such file or directory',
  ],
  [
    'is one of a dependency',
    `npm error code 7\nnpm error path ${folder}/demo/node_modules/@own/dep\nnpm error command failed\nnpm error command sh -c exit 7`,
    '`sh -c exit 7` of @own/dep ended with 7',
  ],
  [
    'was ended',
    `npm error path ${folder}/demo\nnpm error command failed\nnpm error signal SIGKILL\nnpm error command sh -c sleep 9`,
    '`sh -c sleep 9` of demo ended with SIGKILL',
  ],
  [
    'ran under npm 9',
    `npm ERR! code 7\nnpm ERR! path ${folder}/demo\nnpm ERR! command failed\nnpm ERR! command sh -c -- exit 7\n\nnpm ERR! A complete log of this run can be found in:\nnpm ERR!     /home/ada/.npm/_logs/x.log`,
    '`sh -c -- exit 7` of demo ended with 7',
  ],
  [
    'ran on Windows',
    'npm error code 7\nnpm error path C:\\Users\\ada\\node_modules\\demo\nnpm error command failed\nnpm error command C:\\WINDOWS\\system32\\cmd.exe /d /s /c exit 7',
    '`C:\\WINDOWS\\system32\\cmd.exe /d /s /c exit 7` of demo ended with 7',
  ],
])('says how an install script failed that %s', (_, words, reason) => {
  expect(faultOf(words, asked, undefined)).toMatchObject({ code: 'PIN013', data: { reason } });
});

it.each(['connect ECONNREFUSED 127.0.0.1:1', 'no version of it', 'EINTEGRITY', 'Request failed with 403 Forbidden'])(
  'does not take what a script prints for the word of the registry: %s',
  (printed) => {
    const words = written('code 1', 'sh -c node fetch.js', `Error: ${printed}`);
    const reason = `\`sh -c node fetch.js\` of demo ended with 1: Error: ${printed}`;
    expect(faultOf(words, asked, undefined)).toMatchObject({ code: 'PIN013', data: { reason } });
  },
);

it('cuts a long script, and keeps what it said', () => {
  const words = written('code 1', `sh -c ${'word '.repeat(100)}`, 'no disk');
  expect(faultOf(words, asked, undefined).message).toMatch(/^npm could not install demo: `sh -c [word ]+ …` of demo ended with 1: no disk$/);
}); // prettier-ignore
