/** One thing that must never end as a success, for both doors and every platform that can show it. */
export interface NeverGreenCase {
  readonly title: string;
  /** Task files below the user's own folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  /** The whole status; a POSIX shell shows it modulo 256. */
  readonly exit: number;
  /** `error.code` of the document. */
  readonly code: string;
  /** True when it needs nothing that only POSIX systems have, so Windows runs it too. */
  readonly pure: boolean;
}

/** A task file whose body is given as text. */
export function task(name: string, body: string, more = ''): string {
  return `module.exports = { name: '${name}', summary: 'A case', ${more} run: ${body} };\n`;
}

/** A case of one task with this body. */
export function body(title: string, text: string, exit: number, code: string, more = ''): NeverGreenCase {
  return { title, files: { 'own/case.js': task('Own.Case', text, more) }, args: ['Own.Case'], exit, code, pure: true };
}

/** A case that is refused before anything runs: the task itself is well. */
export function refused(title: string, args: readonly string[], exit: number, code: string): NeverGreenCase {
  return { title, files: { 'own/case.js': task('Own.Case', '() => 1') }, args, exit, code, pure: true };
}

/** A case of task files, of which `args` are called. */
export function written(
  title: string,
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  exit: number,
  code: string,
): NeverGreenCase {
  return { title, files, args, exit, code, pure: true };
}

/** The same case, for POSIX systems alone. */
export function posix(one: NeverGreenCase): NeverGreenCase {
  return { ...one, pure: false };
}
