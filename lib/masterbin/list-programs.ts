import { isAbsolute, join } from 'node:path';
import { expandHome } from '../config';
import { isStackError } from '../kernel/fault';
import { suggest } from '../kernel/suggest';
import type { FileReader } from '../system/ports/files';
import { unknownSource } from './faults';
import { programsIn } from './programs-in';
import type { Program, Source, SourceFacts } from './source';

/** A program, and the source that offers it. */
export interface Candidate extends Program {
  readonly source: string;
}

export interface FoundPrograms {
  /** In the order of the sources; in each as the source lists them. */
  readonly candidates: readonly Candidate[];
  /** Sources that exist and cannot be read: what they offer is unknown, which is not the same as nothing. */
  readonly unreadable: readonly { readonly source: string; readonly reason: string }[];
}

/** Every source of the folder of sources, by name. */
export function loadSources(files: Pick<FileReader, 'list'>, load: (path: string) => unknown): readonly Source[] {
  const folder = join(__dirname, 'sources');
  return files
    .list(folder)
    .filter(({ name }) => /^[a-z0-9-]+\.[jt]s$/.test(name))
    .map(({ name }) => (load(join(folder, name)) as { readonly default: Source }).default);
}

/**
 * Asks every configured source what it offers.
 * @throws `unknownSource` (MAS001, 502) for a name that is no source and no path.
 */
export function listPrograms(facts: SourceFacts, known: readonly Source[], wanted: readonly string[]): FoundPrograms {
  const candidates: Candidate[] = [];
  const unreadable: { source: string; reason: string }[] = [];
  const listers = wanted.map((name) => ({ name, list: listerOf(name, known, facts) }));
  for (const { name, list } of listers) {
    try {
      const programs = list().filter(({ name: command }) => isCommandName(command));
      const relative = programs.find(({ target }) => !isAbsolute(target));
      // Its wrapper would run whatever lies there in the folder that one stands in.
      if (relative !== undefined) {
        unreadable.push({ source: name, reason: `the path of ${relative.name} is relative: ${relative.target}` });
        continue;
      }
      candidates.push(...programs.map((program) => ({ ...program, source: name })));
    } catch (error) {
      if (!isStackError(error)) throw error;
      unreadable.push({ source: name, reason: error.message });
    }
  }
  return { candidates, unreadable };
}

/**
 * True for what can be the name of a file in the bin folder. Metadata of packages names programs, and a name with a slash in it would be one
 * outside of the folder, or one that the names of the system do not stop.
 */
function isCommandName(name: string): boolean {
  return /^[^/\\:\0.-][^/\\:\0]*$/.test(name);
}

function listerOf(name: string, known: readonly Source[], facts: SourceFacts): () => readonly Program[] {
  const source = known.find((candidate) => candidate.name === name);
  if (source !== undefined) return () => source.list(facts);
  if (!/[\\/]/.test(name)) {
    const names = known.map((candidate) => candidate.name);
    throw unknownSource({ source: name, known: names, suggestions: suggest(name, names) });
  }
  const folder = expandHome(name, facts.paths.home);
  return () => programsIn(facts.system, folder).map((program) => ({ ...program, owner: folder }));
}
