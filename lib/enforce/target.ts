import { basename, dirname, join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import type { FoundCache } from './find';

/** The first line is fixed by the Cache Directory Tagging specification; backup programs look for it. */
const tag =
  'Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds a cache, linked into a project by CliStack.\n';

/** Where the contents of a cache live: `<central>/<tool>/<slug>-<hash12>`, the hash over the project's real path. */
export function targetOf({ hash, files }: System, { central }: OwnedPaths, { kind, project }: FoundCache): string {
  const real = files.realPath(project) ?? project;
  const slug =
    basename(real)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 40) || 'project';
  return join(central, kind.tool, `${slug}-${hash.bytes(real).slice(0, 12)}`);
}

/**
 * Makes the target with its tag, and beside it a note where it belongs. Tools write the tag only when they make the folder themselves,
 * and fail when it is missing, so it has to be there before the link.
 */
export function makeTarget(system: System, target: string, found: FoundCache): void {
  const { files } = system;
  files.makeFolder(target, 0o700);
  const tagFile = join(target, 'CACHEDIR.TAG');
  if (files.stat(tagFile) === undefined) files.write(tagFile, tag, { mode: 0o644 });
  noteOrigin(system, target, found);
}

/** Written before the original leaves its place: a run that is killed then is finished by the next one. */
export function noteOrigin({ files, clock }: System, target: string, { kind, project }: FoundCache): void {
  const note = originFile(target);
  if (files.stat(note) !== undefined) return;
  const origin = {
    project: files.realPath(project) ?? project,
    tool: kind.tool,
    pattern: kind.pattern,
    created: new Date(clock.now()).toISOString(),
  };
  files.makeFolder(dirname(target), 0o700);
  files.write(note, `${JSON.stringify(origin, null, 2)}\n`, { mode: 0o600 });
}

/** How the names of the notes end. */
export const originMark = '.origin.json';

/** Beside the folder and not in it: what lies in a cache is the tool's to delete. */
export function originFile(target: string): string {
  return join(dirname(target), `${basename(target)}${originMark}`);
}
