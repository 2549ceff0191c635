import { join } from 'node:path';
import { defineSource } from '../source';

/** A Brewfile: `npm "prettier"`, `uv "ruff"`, `cargo "ripgrep"`, and formulas, which carry no version. */
export default defineSource({
  name: 'Brewfile',
  places: ({ machine }, { home, userConfig }) => [
    join(machine.cwd, 'Brewfile'),
    join(home, '.Brewfile'),
    join(home, 'Brewfile'),
    join(userConfig, 'homebrew', 'Brewfile'),
  ],
  read: (text) =>
    [...text.matchAll(/^[ \t]*(\w+)[ \t]+["']([^"']+)["']/gm)].flatMap(([, kind = '', tool = '']) =>
      ['tap', 'cask', 'mas', 'vscode', 'whalebrew', 'flatpak'].includes(kind)
        ? []
        : [{ manager: kind === 'brew' ? undefined : kind, tool, version: undefined }],
    ),
});
