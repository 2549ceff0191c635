import type { Sandbox } from './sandbox';

/** A wheel, as far as its name tells. */
const wheel = 'demo_tool-1.0.0-py3-none-any.whl';

/** Makes a virtual environment with a tool in it, in the folder named. */
const environment = `
fill() {
  mkdir -p "$1/bin" "$1/lib/python3/site-packages/demo_tool-1.0.0.dist-info" "$2"
  printf '#!/bin/sh\\n' > "$1/bin/demo-tool" && chmod +x "$1/bin/demo-tool"
  ln -s "$1/bin/demo-tool" "$2/demo-tool"
  ln -s /bin/sh "$1/bin/python" && touch "$1/pyvenv.cfg"
}`;

/** What each program leaves on the disk, and nothing else: they stand in for the real ones where only that counts. */
const programs: Readonly<Record<string, string>> = {
  npm: `version=$(sed -n 's/.*"demo-tool": "\\(.*\\)".*/\\1/p' package.json 2>/dev/null || true)
case "$*" in
  view*attestations*) ;;
  view*dist-tags*) echo '{"versions":["1.0.0","1.1.0"],"time":{"1.1.0":"2020-01-01"},"dist-tags":{"latest":"1.1.0"}}' ;;
  view*) echo '[]' ;;
  audit*) echo '{}' ;;
  *package-lock-only*)
    printf '{"packages":{"node_modules/demo-tool":{"version":"%s","integrity":"sha512-AAAA"}}}' "$version" > package-lock.json ;;
  *) test -e package-lock.json || printf '{"packages":{"node_modules/demo-tool":{"version":"%s"}}}' "$version" > package-lock.json
    mkdir -p node_modules/demo-tool node_modules/.bin && cd node_modules/demo-tool
    printf '{"version":"%s","bin":"cli.js"}' "$version" > package.json && touch cli.js && chmod +x cli.js
    ln -s ../demo-tool/cli.js ../.bin/demo-tool ;;
esac`,
  pipx: `${environment}
case "$1" in
  environment) command -v python3 ;;
  install) fill "$PIPX_HOME/venvs/demo-tool" "$PIPX_BIN_DIR"
    echo '{"main_package":{"package":"demo-tool","apps":["demo-tool"]}}' > "$PIPX_HOME/venvs/demo-tool/pipx_metadata.json" ;;
esac`,
  // Also the python of the environment that it makes.
  python3: `case "$*" in
  *venv*) for folder; do :; done; mkdir -p "$folder/bin" "$folder/lib/python3/site-packages/pip" && cp "$0" "$folder/bin/python"
    touch "$folder/lib/python3/site-packages/pip/__main__.py" ;;
  *download*) mkdir -p wheels && touch wheels/${wheel} ;;
esac`,
  uv: `${environment}
case "$*" in
  'python find'*) echo /usr/bin/python3 ;;
  *compile*) printf '[[packages]]\\nname = "demo-tool"\\nversion = "1.0.0"\\nwheels = [{ url = "x/${wheel}", hashes = { sha256 = "%064d" } }]\\n' 0 ;;
  'pip install'*) place=$(echo "$*" | sed 's/.*--target \\([^ ]*\\).*/\\1/')
    mkdir -p "$place/bin" && printf '#!/bin/sh\\n' > "$place/bin/demo-tool" ;;
  'tool install'*) fill "$UV_TOOL_DIR/demo-tool" "$UV_TOOL_BIN_DIR"
    echo 'entrypoints = [{ name = "demo-tool", install-path = "x" }]' > "$UV_TOOL_DIR/demo-tool/uv-receipt.toml" ;;
esac`,
  cargo: `case "$1" in
  generate-lockfile) printf '[[package]]\\nname = "demo-tool"\\nversion = "1.0.0"\\nchecksum = "%064d"\\n' 0 > Cargo.lock ;;
  install) mkdir bin && touch bin/demo-tool && echo '{"installs":{"demo-tool 1.0.0 (x)":{"bins":["demo-tool"]}}}' > .crates2.json ;;
esac`,
};

/** Puts the programs below the home, and a config that wants one tool of each manager. Answers the PATH that finds them. */
export function pretendManagers(sandbox: Sandbox): string {
  for (const [name, script] of Object.entries(programs))
    sandbox.write(`programs/${name}`, `#!/bin/sh\nset -e\n${script}\n`, 0o755);
  return `${sandbox.path('programs')}:${process.execPath.replace(/\/node$/, '')}:/usr/bin:/bin`;
}

/** Config keys that want `demo-tool` in one version from every manager. */
export const pretendedTools = {
  tools: { npm: ['demo-tool'], pipx: ['demo-tool'], uv: ['demo-tool'], cargo: ['demo-tool'] },
  pins: {
    npm: { 'demo-tool': '1.0.0' },
    pipx: { 'demo-tool': '1.0.0' },
    uv: { 'demo-tool': '1.0.0' },
    cargo: { 'demo-tool': '1.0.0' },
  },
} as const;
