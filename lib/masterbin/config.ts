import { nullablePathEntry, strictObject, textList, type ConfigPiece } from '../config';
import type { ShimKind } from './shims/shim';

export interface MasterbinConfig {
  readonly dir: string | null;
  readonly sources: readonly string[];
  readonly priority: readonly string[];
  readonly deny: readonly string[];
  readonly shims: readonly ShimKind[];
}

declare module '../config/config' {
  interface Config {
    readonly masterbin: MasterbinConfig;
  }
}

// Not a dot: the name of a folder may hold a line break.
const source = '(?:[a-z][a-z0-9-]*|~[\\\\/][\\s\\S]+|/[\\s\\S]+|[A-Za-z]:[\\\\/][\\s\\S]+)';

const oneSource = 'a source such as npm, or the path of a folder: absolute, or from the home (~/x)';

export const configPiece: ConfigPiece = {
  key: 'masterbin',
  schema: strictObject('The one folder of wrappers through which the tools of all sources are called.', {
    dir: {
      ...nullablePathEntry,
      description:
        'The folder, without a colon in its name, on Windows without a semicolon. null: $XDG_DATA_HOME/clistack/bin.',
    },
    sources: {
      type: 'array',
      items: { type: 'string', pattern: `^${source}$`, description: oneSource },
      uniqueItems: true,
      description:
        'Where tools come from, the first one wins: npm, pipx, uv, cargo, go, or the path of any folder of programs. An empty list: no wrappers.',
    },
    priority: {
      type: 'array',
      items: {
        type: 'string',
        pattern: `^(?:[^/=]+=)?${source}$`,
        description: `${oneSource}; or a command, = and one`,
      },
      uniqueItems: true,
      description:
        'Sources that win when several have a command, before the order of sources: pipx for all commands, or ruff=pipx for one.',
    },
    deny: textList('Commands that never get a wrapper, beside the names of the system that never do.'),
    shims: {
      type: 'array',
      items: { enum: ['sh', 'cmd', 'ps1', 'exe'] },
      uniqueItems: true,
      description:
        'Forms of the wrappers. An empty list: sh on Linux and macOS; sh, cmd and ps1 on Windows. exe needs the shim program built.',
    },
  }),
  defaults: { dir: null, sources: ['npm', 'pipx', 'uv', 'cargo'], priority: [], deny: [], shims: [] },
};
