import { describePlace, type ConfigPlace } from '../config';
import { defineFault } from '../kernel/fault';
import { singleQuoted } from '../kernel/shell-quote';
import { toType } from '../kernel/to-type';

export const managerMissing = defineFault<{ manager: string; program: string; install: string }>({
  code: 'PIN001',
  exit: 503,
  title: 'a package manager is missing',
  why: 'The config lists tools of a package manager whose program is not on the PATH. Nothing was installed.',
  message: ({ manager, program }) => `tools.${manager} lists tools, and ${program} is not on the PATH`,
  fix: ({ install }) => install,
});

export const toolchainMissing = defineFault<{ manager: string; tool: string; reason: string }>({
  code: 'PIN002',
  exit: 503,
  title: 'a package manager has no toolchain',
  why: 'rustup is there and has no toolchain that is the default one, so its cargo starts nothing. Nothing was installed.',
  message: ({ manager, tool }) => `${manager} has no toolchain to get ${tool} with`,
  fix: () => 'rustup default stable',
});

/** `refused`: it answered, so what it says of this tool says nothing of the others. */
export const registryUnreachable = defineFault<{ manager: string; tool: string; reason: string; refused?: true }>({
  code: 'PIN010',
  exit: 504,
  title: 'the package registry cannot be reached',
  why: 'There is no network, or the registry that the package manager is configured for does not answer, fails or refuses the login. Nothing was changed.',
  message: ({ manager, tool, reason }) => `the registry of ${manager} cannot be reached for ${tool}: ${reason}`,
  fix: ({ manager, reason }) =>
    /\b40[137]\b/.test(reason)
      ? `give ${manager} a login that its registry takes, then run the same task again`
      : 'run the same task again when the network is back',
});

export const unknownTool = defineFault<{ manager: string; tool: string; reason: string; lacks?: 'version' }>({
  code: 'PIN011',
  exit: 504,
  title: 'the registry has no such tool or version',
  why: 'The name or the version is not known to the registry that the package manager is configured for.',
  message: ({ manager, tool, reason, lacks }) =>
    `${manager} finds no ${lacks === 'version' ? 'such version of ' : ''}${tool}: ${reason}`,
  fix: () => toType('Config.Show'),
});

export const integrityRefused = defineFault<{ manager: string; tool: string; reason: string }>({
  code: 'PIN012',
  exit: 504,
  title: 'a package is not the one that was locked',
  why: 'The bytes that came do not have the hash that is expected of them, or do not fit the checksums in the file itself: it was damaged on its way, or the package or the lock was tampered with, or published anew. It was not installed; the old version stays.',
  message: ({ tool, reason }) => `${tool} is refused: ${reason}`,
  fix: () =>
    `find out why it changed and pin another version; only if you trust what the registry has now: ${toType('Pin.Lock --from config')}`,
});

export const installFailed = defineFault<{ manager: string; tool: string; reason: string }>({
  code: 'PIN013',
  exit: 504,
  title: 'a tool could not be installed',
  why: 'The package manager failed, or what it installed is not what was asked for. What was installed before is as it was.',
  message: ({ manager, tool, reason }) => `${manager} could not install ${tool}: ${reason}`,
  fix: () => 'run the same task with --debug, which shows all that is known of it',
});

/** `refused`: of what fits the pin, the newest version and what speaks against it; null where nothing fits. */
export const noVersionFits = defineFault<{ manager: string; tool: string; pin: string | null; refused: string | null }>(
  {
    code: 'PIN014',
    exit: 504,
    title: 'no version fits',
    why: 'The registry offers no version of the tool that its pin includes, or the update policy lets none of them in: what is denied or was taken back comes only by an exact pin, and what maxMajor excludes only by a pin.',
    message: ({ manager, tool, pin, refused }) => {
      const version = `version of ${tool}${pin === null ? '' : ` that fits ${pin}`}`;
      return refused === null ? `${manager} offers no ${version}` : `no ${version} may be installed (${refused})`;
    },
    fix: () => toType('Config.Show'),
  },
);

export const notForPlatform = defineFault<{ manager: string; tool: string; package: string }>({
  code: 'PIN015',
  exit: 504,
  title: 'the lock has no hash for this platform',
  why: 'A package has a file for each platform and python. The lock was made where the index could not be asked for the hashes of all of them, and the index names another file for this platform beside those that are locked. Nothing was installed; the old version stays.',
  message: ({ tool, package: name }) =>
    `${tool} is not installed: its lock has no hash for the file of ${name} that this platform takes`,
  fix: () => `${toType('Pin.Lock')} && ${toType('Pin.Sync')}`,
});

export const lockLacksPackage = defineFault<{ manager: string; tool: string; reason: string }>({
  code: 'PIN017',
  exit: 504,
  title: 'the lock lacks a package that this platform needs',
  why: 'Some packages are needed on some platforms and pythons alone, and the lock was made on another one. Nothing was installed; the old version stays. Locking here adds what is needed and keeps what was locked elsewhere.',
  message: ({ tool, reason }) => `the lock of ${tool} lacks a package that this platform needs: ${reason}`,
  fix: () => `${toType('Pin.Lock --from lock')} && ${toType('Pin.Sync')}`,
});

export const toolTooSlow = defineFault<{ manager: string; tool: string; seconds: number; longer: number }>({
  code: 'PIN016',
  exit: 508,
  title: 'a step of a tool took too long',
  why: 'The time limit of --tool-timeout was reached; the package manager and everything it started were ended. What was installed before is as it was.',
  message: ({ manager, tool, seconds }) => `${manager} took longer than ${seconds} s for a step of ${tool}`,
  fix: ({ longer }) => `run the same task again with --tool-timeout ${longer}`,
});

export const lockDamaged = defineFault<{
  path: string;
  folder: string;
  line: number;
  column: number;
  reason: string;
}>({
  code: 'PIN020',
  exit: 502,
  title: 'pins.lock.json cannot be trusted',
  why: 'The lock was changed by hand, cut off or merged badly: what it says and the hashes in it do not fit together. Nothing was installed by it, and the file was left as it is.',
  message: ({ path, line, column, reason }) => `${path}:${line}:${column} cannot be trusted: ${reason}`,
  // Wherever it is typed, the folder of the file is in the repository that has it.
  fix: ({ path, folder }) =>
    `git -C ${singleQuoted(folder)} checkout -- ${singleQuoted(path)}, or mv ${singleQuoted(path)} ${singleQuoted(`${path}.old`)} && ${toType('Pin.Lock')}`,
});

type BadPin = {
  manager: string;
  tool: string;
  pin: string;
  /** Absent where nobody looked for it. */
  at?: ConfigPlace;
};

const placeOfPin = ({ manager, tool, at }: BadPin): string =>
  at === undefined ? `pins.${manager}.${tool}` : describePlace(at);

export const pinUnreadable = defineFault<BadPin>({
  code: 'PIN021',
  exit: 502,
  title: 'a pin is neither a version nor a range',
  why: 'A pin names versions: an exact one or a range. A tag such as latest is none, because it means another version tomorrow.',
  message: (data) => `${placeOfPin(data)}: '${data.pin}' is neither a version nor a range`,
  fix: ({ tool }) =>
    `write an exact version in quotes, such as "1.10.0", or a range such as "~1.10", as the pin of ${tool}`,
});

export const pinEmpty = defineFault<BadPin>({
  code: 'PIN026',
  exit: 502,
  title: 'a pin that no version can have',
  why: 'The bounds of a range exclude each other, so no version that there is or ever will be is in it: nothing could be installed by such a pin.',
  message: (data) => `${placeOfPin(data)}: no version is in '${data.pin}', its bounds exclude each other`,
  fix: ({ tool }) => `write a range with room between its bounds, such as ">=1 <2", as the pin of ${tool}`,
});

export const toolDamaged = defineFault<{ manager: string; tool: string; reason: string }>({
  code: 'PIN023',
  exit: 506,
  title: 'a tool of ours is damaged',
  why: 'What is installed of it is not whole or cannot be read, so nobody can tell from which version it would move. Pin.Sync builds it anew.',
  message: ({ tool, reason }) => `${tool} is damaged: ${reason}`,
  fix: ({ manager, tool }) => toType(`Pin.Sync --tool ${manager}:${tool}`),
});

export const storeUnclear = defineFault<{ store: string; link: string }>({
  code: 'PIN024',
  exit: 506,
  title: 'what is in use cannot be told',
  why: 'The link of a tool leads to nothing, or out of the folder that holds all versions. Whether what no link leads to is used after all, nobody can tell then, and nothing of it is moved away.',
  message: ({ store, link }) => `nothing is moved out of ${store}, because ${link} leads to none of its folders`,
  // A tool that is listed comes back, and of one that is not nothing is left to be in the way.
  fix: ({ link }) => `rm ${singleQuoted(link)} && ${toType('Pin.Sync')}`,
});

export const metadataDamaged = defineFault<{ path: string; reason: string }>({
  code: 'PIN025',
  exit: 506,
  title: 'what a package manager noted of a tool cannot be read',
  why: 'A file that pipx keeps of what was installed with it is cut off or no JSON. Nothing is proposed from it, and nothing was changed.',
  message: ({ path, reason }) => `${path} cannot be read: ${reason}`,
  fix: () => 'pipx reinstall-all',
});

export const toolNotListed = defineFault<{ tool: string; suggestions: readonly string[] }>({
  code: 'PIN022',
  exit: 501,
  title: 'no tool of this name',
  why: 'It is neither listed in tools nor installed by us. Nothing was changed.',
  message: ({ tool, suggestions }) =>
    `no tool '${tool}' is listed or ours${suggestions.length > 0 ? `, did you mean ${suggestions.join(' or ')}?` : ''}`,
  fix: () => toType('Pin.Report'),
});

export const noLock = defineFault<{ file: string }>({
  code: 'PIN027',
  exit: 501,
  title: 'there is no lock whose versions could be kept',
  why: 'Pin.Lock --from lock adds what this platform needs to a lock that exists. Nothing was written.',
  message: ({ file }) => `there is no ${file}`,
  fix: () => toType('Pin.Lock'),
});

export const lockUnmet = defineFault<{ manager: string; tool: string; version: string; reason: string }>({
  code: 'PIN028',
  exit: 504,
  title: 'what a tool needs cannot be had here in the locked versions',
  why: 'Pin.Lock --from lock keeps the locked version of every package. One of them is not in the index any more, has no file for this platform, or does not go with what this platform needs besides. The entry of the tool stays as it was.',
  message: ({ tool, version, reason }) => `${tool} ${version} cannot be had here in the locked versions: ${reason}`,
  fix: () => toType('Pin.Lock --from config'),
});

export const lockBeyondReach = defineFault<{ manager: string; tool: string; package: string; reason: string }>({
  code: 'PIN029',
  exit: 504,
  title: 'the lock names a package that cannot be had here',
  why: 'Some packages are made for some platforms and pythons alone, and the lock was made on another one; or the index has the locked version no more. Nothing was installed; the old version stays. Locking here leaves out what is not needed and keeps what was locked elsewhere.',
  message: ({ tool, package: name, reason }) =>
    `the lock of ${tool} names ${name}, which cannot be had here: ${reason}`,
  fix: () => `${toType('Pin.Lock --from lock')} && ${toType('Pin.Sync')}`,
});

export const wheelsForbidden = defineFault<{ tool: string; package: string | null }>({
  code: 'PIN030',
  exit: 504,
  title: 'the settings of uv forbid wheels',
  why: 'Tools are installed from wheels alone, because building a package from its sources runs their code. The settings of uv (uv.toml) have no-binary or no-binary-package, which uv lets nobody take back for one call. What was installed before is as it was.',
  message: ({ tool, package: name }) =>
    `uv cannot install ${tool}: its settings forbid the wheels of ${name === null ? 'all packages' : name} (no-binary), and nothing is built from sources`,
  fix: () => 'take no-binary and no-binary-package out of uv.toml, then run the same task again',
});

export const diskFull = defineFault<{ manager: string; tool: string; reason: string }>({
  code: 'PIN031',
  exit: 506,
  title: 'the disk is full',
  why: 'The package manager could not write what it fetched or built: a disk has no room left, or the quota is used up. It may be the disk of its cache or of the temporary files. What was installed before is as it was.',
  message: ({ manager, tool, reason }) => `the disk is full, so ${manager} could not install ${tool}: ${reason}`,
  fix: () => 'df -h',
});
