import type { LogLevel } from '../log/logger';

/** The merged, validated config. Each noun adds its own key from its `config.ts` by declaration merging. */
export interface Config {
  readonly version: 1;
  /** Absolute folders in which projects live; never searched outside them. null: those of ~/src ~/code ~/projects ~/dev ~/work that exist. */
  readonly workspaces: readonly string[] | null;
  readonly taskFolders: readonly string[];
  readonly reports: { readonly dir: string | null };
  readonly logs: { readonly keepDays: number; readonly maxMegabytes: number; readonly level: LogLevel };
}

/** JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A noun's piece of the config: `lib/<noun>/config.ts` exports one as `configPiece`. */
export interface ConfigPiece {
  /** The top-level key, equal to the noun. */
  readonly key: string;
  /** Strict JSON Schema of the value; every property has a `description`, every object `additionalProperties: false`. */
  readonly schema: JsonSchema;
  readonly defaults: unknown;
}
