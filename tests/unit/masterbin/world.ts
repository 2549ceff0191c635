import { composeConfig } from '../../../lib/config/schema';
import type { Config } from '../../../lib/config';
import { computePaths } from '../../../lib/config/paths';
import { findConfigPieces } from '../../../lib/config/find-pieces';
import type { MasterbinConfig } from '../../../lib/masterbin/config';
import type { MasterbinFacts } from '../../../lib/masterbin/survey';
import { createMemorySystem, type MemoryOptions, type MemorySystem } from '../../../lib/system/memory';
import { realReader } from '../../../lib/system/real/read-files';
import type { System } from '../../../lib/system/port';
import { dirname, join } from 'node:path';

export const home = '/home/ada';
export const bin = `${home}/.local/share/clistack/bin`;
export const tools = `${home}/.local/share/clistack/tools`;

const lib = join(__dirname, '../../../lib');

/** A System in memory that also sees the package's own data and its folder of sources. */
export interface World {
  readonly system: MemorySystem;
  facts(over?: Partial<MasterbinConfig>): MasterbinFacts;
  program(path: string, text?: string): void;
  /** A program of a package, `tool/cli.js`, and the link to it that npm makes in a project. */
  linked(project: string, name: string, file: string): void;
  text(path: string): string;
  names(): readonly string[];
}

export function createWorld(options: MemoryOptions = {}): World {
  const system = createMemorySystem(options);
  const isOurs = (path: string): boolean => path.startsWith(join(lib, '..', 'config')) || path.startsWith(lib);
  const files = {
    ...system.files,
    read: (path: string) => (isOurs(path) ? realReader : system.files).read(path),
    list: (path: string) => (isOurs(path) ? realReader : system.files).list(path),
  };
  const seen: System = { ...system, files };
  const { defaults } = composeConfig(findConfigPieces(realReader, lib, load));
  return {
    system,
    facts: (over = {}) => {
      // The defaults of all pieces are a config; a test of the config holds them against its schema.
      const base = defaults as unknown as Config;
      const config = { ...base, masterbin: { ...base.masterbin, ...over } };
      return { system: seen, config, paths: computePaths(seen, config, '/config', true), load };
    },
    program: (path, text = '#!/bin/sh\n') => {
      system.files.makeFolder(path.slice(0, path.lastIndexOf('/')));
      system.files.write(path, text, { mode: 0o755 });
    },
    linked: (project, name, file) => {
      const modules = `${project}/node_modules`;
      system.files.makeFolder(`${modules}/.bin`);
      system.files.makeFolder(dirname(`${modules}/${file}`));
      system.files.write(`${modules}/${file}`, '#!/bin/sh\n', { mode: 0o755 });
      system.links.make(`${modules}/.bin/${name}`, `../${file}`);
    },
    text: (path) => system.files.read(path).toString('utf8'),
    names: () => system.files.list(bin).map(({ name }) => name),
  };
}

function load(path: string): unknown {
  return require(path);
}
