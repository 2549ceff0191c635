import { isAbsolute, join } from 'node:path';
import type { System } from '../system/port';

/**
 * The folder that zsh reads its files from: `$ZDOTDIR`, which a shell of another kind does not have and `.zshenv` of the home folder usually
 * sets; else the home folder. A value there that only zsh could work out is not guessed.
 */
export function zshFolder(
  { environment, machine, files }: Pick<System, 'environment' | 'machine' | 'files'>,
  userConfig: string,
): string {
  const { home } = machine;
  const told = environment.get('ZDOTDIR');
  if (told !== undefined && isAbsolute(told)) return told;
  const own = files.realPath(join(home, '.zshenv'));
  if (own === undefined || files.stat(own)?.kind !== 'file') return home;
  const assigned = [...files.readText(own).matchAll(assignment)].at(-1);
  const [, doubled, single, bare] = assigned ?? [];
  const value = single ?? expand(doubled ?? bare ?? '', home, userConfig);
  return isAbsolute(value) ? value : home;
}

const assignment = /^[ \t]*(?:export[ \t]+)?ZDOTDIR=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s;#"']+))/gm;

/** Empty for what cannot be told without running it. */
function expand(text: string, home: string, userConfig: string): string {
  const config = /\$(?:XDG_CONFIG_HOME\b|\{XDG_CONFIG_HOME(?::?[-=][^}]*)?\})/g;
  const expanded = text
    // The default in a default: ${XDG_CONFIG_HOME:-$HOME/.config}.
    .replaceAll(/\$HOME\b|\$\{HOME\}|^~(?=\/)/g, () => home)
    .replaceAll(config, () => userConfig);
  return /[$`(]/.test(expanded) ? '' : expanded;
}
