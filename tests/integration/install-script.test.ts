import { createToolHome, type ToolHome } from '../support/tool-home';

let home: ToolHome;
beforeAll(async () => {
  home = await createToolHome();
});
afterAll(() => home.close());

it.each([
  ['exit 7', 'ended with 7'],
  ['echo building; echo no compiler found >&2; exit 2', 'ended with 2: no compiler found'],
])('a script of a package that fails is named with its end: %s', async (postinstall, ended) => {
  home.npm.publish('broken', '1.1.0', { more: { scripts: { postinstall } } });
  home.config({ tools: { npm: ['broken'] }, pins: { npm: { broken: '1.1.0' } } });
  const { status, stderr } = await home.clistack(['NpmInstall']);
  expect(status).toBe(205);
  expect(stderr).toMatch(/npm could not install broken: `sh -c (?:-- )?[^`]+` of broken /);
  expect(stderr).toContain(ended);
});
