/**
 * Variables a child gets without being asked for. Everything else stays with us: tokens in the environment of a developer's shell
 * are no business of every tool, and PYTHONDONTWRITEBYTECODE and friends would change results.
 */
const passed = new Set([
  'PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'TMP', 'TEMP', 'SystemRoot', 'USERPROFILE',
  'APPDATA', 'LOCALAPPDATA', 'PATHEXT', 'ComSpec', 'NO_COLOR', 'FORCE_COLOR', 'CI', 'NODE_V8_COVERAGE', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS',
]); // prettier-ignore

/** The environment of a child: what passes the list, then what the caller adds. */
export function childEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  added: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const allowed = Object.entries(own).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && isPassed(entry[0]),
  );
  return { ...Object.fromEntries(allowed), ...added };
}

function isPassed(name: string): boolean {
  return passed.has(name) || name.startsWith('LC_') || name.startsWith('XDG_') || name.startsWith('CLISTACK_');
}
