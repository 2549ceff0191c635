interface Line {
  readonly text: string;
  readonly isError: boolean;
}

/** What a trace of node has beside its error: where it came from, and the code there. */
const ofTrace = /^(?:at |node:|Node\.js v|\^+$|[{}]|requireStack:|code: ')/;
const mishap = /\w*error(?: \[\w+\])?: /i;
const end = /^(?:A complete log of this run|Log files were not written)/;

/**
 * What npm tells of a script of a package that failed: where it ran, that it failed, its command, and all that it printed. Undefined where
 * no script did. What the script says is about whatever it does itself, and never about the registry.
 */
export function readFailedScript(lines: readonly Line[]): string | undefined {
  const all = lines.filter(({ isError }) => isError).map(({ text }) => text);
  const last = all.findIndex((text) => end.test(text));
  const texts = last === -1 ? all : all.slice(0, last);
  const failed = texts.indexOf('command failed');
  const at = texts.findIndex((text, index) => index > failed && text.startsWith('command '));
  if (failed === -1 || at === -1) return undefined;
  const command = cut(texts[at]?.slice('command '.length) ?? '');
  const folder = valueOf(texts.slice(0, at), 'path');
  const name = folder?.replaceAll('\\', '/').split('node_modules/').at(-1);
  const printed = texts.slice(at + 1).filter((text) => !ofTrace.test(text));
  const said = printed.find((text) => mishap.test(text)) ?? printed.at(-1);
  const place = name === undefined ? '' : ` of ${name}`;
  return `\`${command}\`${place} ended with ${endOf(texts.slice(0, at))}${said === undefined ? '' : `: ${said}`}`;
}

/** A script may be a page long, and its end says less than what it printed. */
function cut(command: string): string {
  return command.length <= 100 ? command : `${command.slice(0, 100).trimEnd()} …`;
}

function endOf(texts: readonly string[]): string {
  return valueOf(texts, 'signal') ?? valueOf(texts, 'code') ?? 'no status';
}

function valueOf(texts: readonly string[], key: string): string | undefined {
  return texts.find((text) => text.startsWith(`${key} `))?.slice(key.length + 1);
}
