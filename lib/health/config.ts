import { codeFolders, textList, strictObject, type ConfigPiece } from '../config';

export interface HealthConfig {
  readonly failOn: 'info' | 'warning' | 'error';
  readonly off: readonly string[];
  readonly folders: readonly string[];
}

declare module '../config/config' {
  interface Config {
    readonly health: HealthConfig;
  }
}

export const configPiece: ConfigPiece = {
  key: 'health',
  schema: strictObject('What is checked, and what counts as ill.', {
    failOn: {
      enum: ['info', 'warning', 'error'],
      description: 'Findings of this severity or above end Health.Check with 202.',
    },
    off: textList('Codes of checks that are not run, such as HC005.'),
    folders: codeFolders('Folders of your own checks: absolute, from the home (`~/x`), or from this file (`./x`).'),
  }),
  defaults: { failOn: 'error', off: [], folders: [] },
};
