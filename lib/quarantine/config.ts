import { strictObject, type ConfigPiece } from '../config';

export interface QuarantineConfig {
  readonly ttlDays: { readonly cache: number; readonly config: number };
  readonly maxGigabytes: number;
}

declare module '../config/config' {
  interface Config {
    readonly quarantine: QuarantineConfig;
  }
}

export const configPiece: ConfigPiece = {
  key: 'quarantine',
  schema: strictObject('Where replaced originals wait before they may be purged.', {
    ttlDays: strictObject('Days before an original may be purged; until then a run can be undone.', {
      cache: { type: 'integer', minimum: 1, maximum: 365, description: 'For cache folders.' },
      config: { type: 'integer', minimum: 1, maximum: 365, description: 'For everything else.' },
    }),
    maxGigabytes: {
      type: 'number',
      minimum: 0.1,
      maximum: 10000,
      description: 'Size above which a health finding says so.',
    },
  }),
  defaults: { ttlDays: { cache: 7, config: 30 }, maxGigabytes: 20 },
};
