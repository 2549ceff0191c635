import { join } from 'node:path';
import { isStackError } from '../../kernel/fault';
import type { System } from '../../system/port';
import type { LockedTree, ManagerWorld } from '../manager';
import { asText, parseJson } from '../read-json';
import { textInProject } from '../read-project';
import { callNpm } from './call';

/** Where the registry attests how the tool was built, noted beside the lock of npm, which has no place for it. Absent where nobody knows of one. */
const noteName = 'attestation.txt';
const address = /^https?:\/\/\S+$/;
const lookMs = 120_000;

/** The address that the registry gives; undefined where it gives none. @throws as `callNpm`. */
export async function askAttestation(world: ManagerWorld, tool: string, version: string): Promise<string | undefined> {
  const args = ['view', `${tool}@${version}`, 'dist.attestations.url', '--json'];
  const text = await callNpm(world, tool, args, { cwd: world.paths.home, timeoutMs: lookMs });
  return asText(parseJson(text));
}

/** The same for a tool that was just installed: it is whole without, so what the registry cannot say now is not missed. */
export async function tryAttestation(world: ManagerWorld, tool: string, version: string): Promise<string | undefined> {
  try {
    return await askAttestation(world, tool, version);
  } catch (error) {
    if (!isStackError(error)) throw error;
    return undefined;
  }
}

export function noteAttestation({ files }: Pick<System, 'files'>, folder: string, url: string | undefined): void {
  if (url !== undefined) files.write(join(folder, noteName), `${url}\n`, { mode: 0o600 });
}

/** A tree of a private project with what is noted there. */
export function withAttestation(world: ManagerWorld, tree: LockedTree): LockedTree {
  const said = textInProject(world, 'npm', tree.tool, noteName)?.trim() ?? '';
  return address.test(said) ? { ...tree, provenance: said } : tree;
}
