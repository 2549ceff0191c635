import { join } from 'node:path';
import { findConfigPieces } from '../config/find-pieces';
import { composeConfig } from '../config/schema';
import type { JsonSchema } from '../config/config';
import type { System } from '../system/port';
import { renderConfiguration } from './docs/configuration';
import { provenItems, renderEngine } from './docs/engine';
import { renderFlagTable } from './docs/flags';
import { renderPlatforms } from './docs/platforms';
import { renderTasks } from './docs/tasks';
import { renderTroubleshooting } from './docs/troubleshooting';
import type { Task } from '../run/define-task';
import { readRecord } from './windows/record';

/** What generated files are made from. */
export interface GenerateRequest {
  readonly system: System;
  /** `lib`, compiled or as source. */
  readonly lib: string;
  readonly tasks: ReadonlyMap<string, Task>;
  readonly load: (path: string) => unknown;
}

/** Every file of the repository that is generated, by its path. A test holds the committed ones against this. */
export function generateFiles({ system, lib, tasks, load }: GenerateRequest): ReadonlyMap<string, string> {
  const { schema } = composeConfig(findConfigPieces(system.files, lib, load));
  const found: [string, string][] = findSchemas(system, lib, load).map(([name, body]) => [
    `schema/${name}.schema.json`,
    renderSchema(name, body),
  ]);
  return new Map([
    ['schema/toolstack.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
    ...found,
    ['docs/configuration.md', renderConfiguration(schema)],
    ['docs/troubleshooting.md', renderTroubleshooting(system.files)],
    ['docs/reference/tasks.md', renderTasks(tasks)],
    ['docs/reference/flags.md', renderFlagTable()],
    ['docs/platforms.md', renderPlatforms(readRecord(system.files))],
    ['docs/reference/engine.md', renderEngine(provenItems(system))],
  ]);
}

/** The schemas of every room that has a `schemas` file. */
function findSchemas(
  { files }: System,
  lib: string,
  load: (path: string) => unknown,
): readonly (readonly [string, JsonSchema])[] {
  return files
    .list(lib)
    .filter(({ kind }) => kind === 'folder')
    .flatMap(({ name }) => {
      const file = ['schemas.js', 'schemas.ts']
        .map((base) => join(lib, name, base))
        .find((path) => files.stat(path) !== undefined);
      if (file === undefined) return [];
      // Our own rooms; each exports a map of schemas.
      return Object.entries((load(file) as { readonly schemas: Readonly<Record<string, JsonSchema>> }).schemas);
    });
}

function renderSchema(name: string, body: JsonSchema): string {
  const head = { $schema: 'http://json-schema.org/draft-07/schema#', $id: `${name}.schema.json` };
  return `${JSON.stringify({ ...head, ...body }, null, 2)}\n`;
}
