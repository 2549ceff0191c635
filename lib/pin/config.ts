import { foldedNames, strictObject, type ConfigPiece } from '../config';
import type { Manager } from './manager';

/** Tools that should be there, by manager: `{ npm: ['prettier'] }`. */
export type ToolsConfig = Readonly<Record<string, readonly string[]>>;
/** Exact versions or ranges by manager and tool: `{ npm: { prettier: '3.6.2' } }`. Always texts. */
export type PinsConfig = Readonly<Record<string, Readonly<Record<string, string>>>>;

declare module '../config/config' {
  interface Config {
    readonly tools: ToolsConfig;
    readonly pins: PinsConfig;
  }
}

/** No blank at an end, no control character, and nothing that a program could take for one of its flags. */
const versionPattern = '^(?![-\\s])[^\\u0000-\\u001f]*[^\\s\\u0000-\\u001f]$';

const nameAlone = 'the name of a tool alone, as its manager knows it: versions stand in pins';
const plainVersion = 'a version or a range, without blanks at its ends, such as "3.6.2" or "~3.6"';

/** The folder of entries that the pieces are made from. */
export const configEntries = 'managers';

/** Both keys have one entry per manager, read from the folder of managers, so a new manager edits no list. */
export const configPieces = (managers: readonly Manager[]): readonly ConfigPiece[] => [
  {
    key: 'tools',
    schema: strictObject(
      'Tools that should be there, by package manager. Each gets a private project of its own.',
      perManager(managers, ({ name, toolPattern, foldsNames }) => {
        const list = {
          type: 'array',
          items: { type: 'string', pattern: toolPattern, description: nameAlone },
          uniqueItems: true,
          description: `Tools that ${name} installs, by name; their versions stand in pins.`,
        };
        return foldsNames === true ? foldedNames(list) : list;
      }),
    ),
    defaults: perManager(managers, () => []),
  },
  {
    key: 'pins',
    schema: strictObject(
      'Which versions, by package manager and tool. A tool without a pin is installed in the newest allowed version.',
      perManager(managers, ({ name, scheme, toolPattern, foldsNames }) => {
        const versions = {
          type: 'object',
          propertyNames: { pattern: toolPattern, description: 'the name of a tool, as tools lists it' },
          additionalProperties: { type: 'string', pattern: versionPattern, description: plainVersion },
          description: `Exact versions or ranges for tools of ${name}, such as ${examples[scheme]}.`,
        };
        return foldsNames === true ? foldedNames(versions) : versions;
      }),
    ),
    defaults: perManager(managers, () => ({})),
  },
];

const examples: Readonly<Record<Manager['scheme'], string>> = {
  semver: '"3.6.2" or "~3.6"',
  cargo: '"14.1.0", "~14.1" or ">=14.1 <15"',
  pep440: '"0.12.3", "~0.12" or ">=0.12,<1"',
};

function perManager<T>(managers: readonly Manager[], make: (manager: Manager) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(managers.map((manager) => [manager.name, make(manager)]));
}
