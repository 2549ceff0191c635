import { join, sep } from 'node:path';
import { isStackError } from '../../kernel/fault';
import { installFailed } from '../faults';
import { damagedFiles } from '../file-sizes';
import { defineManager } from '../manager';
import { askAttestation, withAttestation } from '../npm/attestation';
import { auditProject } from '../npm/audit';
import { buildProject } from '../npm/build-project';
import { callNpm, findNpm, withPeers } from '../npm/call';
import { pretendedPackage } from '../npm/imagined-packages';
import { readLinkedPackage } from '../npm/installed-package';
import { readOffers } from '../npm/offers';
import { packageHolder } from '../npm/package-holder';
import { driftedFolders, lockName, readLockedTree, renderManifest } from '../npm/package-lock';
import { listGlobalPackages } from '../npm/user-packages';
import { installProject, removeProject } from '../project';
import { flawOfProject, listProjects, projectLink, textInProject } from '../read-project';

const lookMs = 120_000;

/** npm: each tool is the one dependency of a project of its own, so its whole tree has a lock. Never `npm install -g`. */
export default defineManager({
  name: 'npm',
  can: { versions: 'all', dates: true, lock: 'tree', parallel: 3 },
  scheme: 'semver',
  toolPattern: '^(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~][a-z0-9._~-]*$',
  find: findNpm,
  listInstalled: (world) => listProjects(world, 'npm', readLinkedPackage),
  flawOf: (world, tool) => flawOfProject(world, 'npm', readLinkedPackage, tool),
  listUsers: listGlobalPackages,
  readLock: (world, tool) => {
    const text = textInProject(world, 'npm', tool, lockName);
    const tree = text === undefined ? undefined : readLockedTree(text, tool);
    return tree === undefined ? undefined : withAttestation(world, tree);
  },
  driftOf: (world, tool) => {
    const text = textInProject(world, 'npm', tool, lockName);
    return text === undefined ? [lockName] : driftedFolders(world.system, projectLink(world, 'npm', tool), text);
  },
  damagedFiles: (world, tool) => damagedFiles(world.system, projectLink(world, 'npm', tool)),
  holderOf: ({ paths }, path) => packageHolder(join(paths.tools, 'npm', sep), path),
  newest: async (world, tool) => {
    if (world.dryRun) return { tool, versions: [], tags: {} };
    const view = (args: readonly string[]): Promise<string> =>
      callNpm(world, tool, ['view', ...args, '--json'], { cwd: world.paths.home, timeoutMs: lookMs });
    const [about, perVersion] = await Promise.all([
      view([tool, 'versions', 'dist-tags', 'time']),
      // Three fields: asked for two of which one is often missing, npm gives the other one alone.
      view([`${tool}@>=0.0.0-0`, 'name', 'version', 'deprecated']).catch(sayNothing),
    ]);
    return readOffers(tool, about, perVersion);
  },
  lockTree: async (world, tool, version) => {
    if (world.dryRun) return pretendedPackage(world, tool, version);
    const text = await world.system.scratch(async (folder, files) => {
      files.write(join(folder, 'package.json'), renderManifest(tool, version), { mode: 0o600 });
      const args = ['install', '--package-lock-only', '--ignore-scripts', withPeers];
      await callNpm(world, tool, args, { cwd: folder, timeoutMs: lookMs });
      return files.read(join(folder, lockName)).toString('utf8');
    });
    const tree = readLockedTree(text, tool);
    if (tree === undefined) throw installFailed({ manager: 'npm', tool, reason: 'its lock does not name it' });
    return { ...tree, provenance: await askAttestation(world, tool, version) };
  },
  install: (world, request) =>
    installProject(world, { name: 'npm', scheme: 'semver' }, request, readLinkedPackage, (folder) =>
      buildProject(world, folder, request),
    ),
  remove: (world, tool) => {
    removeProject(world, 'npm', tool);
    return Promise.resolve();
  },
  audit: (world, tool) => auditProject(world, tool, projectLink(world, 'npm', tool)),
});

/** In no range of npm is a prerelease, so of a tool that has nothing else it finds nothing to tell of. */
function sayNothing(error: unknown): string {
  if (isStackError(error) && error.data['lacks'] === 'version') return '';
  throw error;
}
