import { chmodSync, symlinkSync } from 'node:fs';
import type { Sandbox } from './sandbox';

const npm = '.local/share/clistack/tools/npm';

/** Puts the private project of an npm tool into the home, as an install leaves it: `demo` prints its version and its arguments. */
export function makeNpmTool(sandbox: Sandbox, name = 'demo', version = '1.0.0'): void {
  const project = `${npm}/${name}/node_modules`;
  sandbox.write(`${npm}/${name}/package.json`, JSON.stringify({ dependencies: { [name]: version } }));
  sandbox.write(`${project}/${name}/package.json`, JSON.stringify({ name, version, bin: { [name]: 'cli.sh' } }));
  sandbox.write(`${project}/${name}/cli.sh`, `#!/bin/sh\necho ${name} ${version} "$@"\n`, 0o755);
  sandbox.write(`${project}/.bin/.keep`, '');
  symlinkSync(`../${name}/cli.sh`, sandbox.path(`${project}/.bin/${name}`));
}

/** Puts a pipx application into the home. */
export function makePipxTool(sandbox: Sandbox, name: string): void {
  const venv = `.local/share/pipx/venvs/${name}`;
  sandbox.write(
    `${venv}/pipx_metadata.json`,
    JSON.stringify({ main_package: { package: name, apps: [name] }, injected_packages: {} }),
  );
  sandbox.write(`${venv}/bin/${name}`, `#!/bin/sh\necho ${name} "$@"\n`);
  chmodSync(sandbox.path(`${venv}/bin/${name}`), 0o755);
}

/** One tool of npm and one of pipx. */
export function makeTools(sandbox: Sandbox): void {
  makeNpmTool(sandbox);
  makePipxTool(sandbox, 'pyapp');
}
