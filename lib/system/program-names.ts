import { win32 } from 'node:path';

/** What can be started without an interpreter of its own. Script hosts (.vbs, .js, .msc) are no programs to us, whatever PATHEXT says. */
const startable = ['.com', '.exe', '.bat', '.cmd'];

/**
 * The file names that a command stands for, in the order of PATHEXT. A name without an extension is never a program itself: npm leaves a
 * shell script `npx` beside `npx.cmd`.
 */
export function programNames(command: string, pathExt: string | undefined): readonly string[] {
  const listed = (pathExt ?? startable.join(';')).toLowerCase().split(';');
  const extensions = listed.filter((extension) => startable.includes(extension));
  if (extensions.includes(win32.extname(command).toLowerCase())) return [command];
  return extensions.map((extension) => command + extension);
}
