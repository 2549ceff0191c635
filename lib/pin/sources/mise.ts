import { join } from 'node:path';
import { defineSource, readBackend, readVersion, type NamedTool } from '../source';

/** The `[tools]` table of mise: a version, a list of them, or a table with one. */
export default defineSource({
  name: 'mise',
  places: ({ machine }, { home, userConfig }) => [
    join(machine.cwd, 'mise.toml'),
    join(machine.cwd, '.mise.toml'),
    join(userConfig, 'mise', 'config.toml'),
    join(home, '.mise.toml'),
  ],
  read: (text) =>
    Object.entries(toolsOf(text)).map(([name, value]): NamedTool => {
      const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
      const [first] = listed;
      const version = typeof first === 'object' && first !== null && 'version' in first ? first.version : first;
      return { ...readBackend(name), ...readVersion(version) };
    }),
});

function toolsOf(text: string): Readonly<Record<string, unknown>> {
  const { parse } = require('smol-toml') as typeof import('smol-toml');
  const { tools } = parse(text);
  return isPlainTable(tools) ? tools : {};
}

function isPlainTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
