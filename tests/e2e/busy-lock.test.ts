import { existsSync } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, type Sandbox } from '../support/sandbox';
import { toldBy } from '../support/told';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

const changing = (name: string, run: string): string =>
  `{ name: '${name}', summary: 's', mutates: true, changes: 'x', run: ${run} }`;
const writing = (name: string): string =>
  changing(name, `({ system }) => { system.files.write(${JSON.stringify(sandbox.path(name))}, 'x'); }`);

it('a lock that another run had for a while is asked for again by the next task', async () => {
  const held = JSON.stringify(sandbox.path('held'));
  const go = JSON.stringify(sandbox.path('go'));
  const until = (path: string): string =>
    `while (!require('fs').existsSync(${path})) await new Promise((then) => setTimeout(then, 10));`;
  ownTasks(sandbox, {
    'holds.js': changing('Holds', `async () => { require('fs').writeFileSync(${held}, ''); ${until(go)} }`),
    'first.js': writing('First'),
    'waits.js': `{ name: 'Waits', summary: 's', run: async () => { ${until(go)} ${until(JSON.stringify(sandbox.path('over')))} } }`,
    'second.js': writing('Second'),
  });
  const holder = sandbox.run('clistack', ['Holds']);
  while (!existsSync(sandbox.path('held'))) await new Promise((then) => setTimeout(then, 10));
  const line = toldBy(sandbox, 'First?', 'Waits', 'Second');
  await new Promise((then) => setTimeout(then, 400));
  sandbox.write('go', '');
  await holder;
  sandbox.write('over', '');
  expect(await line).toMatchObject({
    exit_code: 201,
    states: ['First failed', 'Waits succeeded', 'Second succeeded'],
  });
});
