import { passedOnWindows, upperCaseNames } from './windows/variables';

/**
 * Variables a child gets without being asked for. Everything else stays with us: tokens in the environment of a developer's shell
 * are no business of every tool, and PYTHONDONTWRITEBYTECODE and friends would change results.
 */
const passed = new Set([
  'PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'TMP', 'TEMP', 'NO_COLOR',
  'FORCE_COLOR', 'CI', 'NODE_V8_COVERAGE', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS',
]); // prettier-ignore

/** The environment of a child: what passes the list, then what the caller adds. */
export function childEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  added: Readonly<Record<string, string>> = {},
  windows = process.platform === 'win32',
): Record<string, string> {
  const isWanted = (name: string): boolean => isPassed(name) || (windows && passedOnWindows.has(name.toUpperCase()));
  const allowed = Object.entries(own).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && isWanted(entry[0]),
  );
  const whole = { ...Object.fromEntries(allowed), ...added };
  return windows ? upperCaseNames(whole) : whole;
}

function isPassed(name: string): boolean {
  return passed.has(name) || name.startsWith('LC_') || name.startsWith('XDG_') || name.startsWith('CLISTACK_');
}
