import type { System } from '../../system/port';
import { asObject, type Json } from '../read-json';

/**
 * Tells which optional packages of a package-lock.json may be missing here. npm is silent about one that it could not fetch, also about one
 * whose hash is wrong, so it is worked out as npm does it: what is not for this machine is left out, and what is noted to have been left out
 * for another reason, with everything that is of no use without it.
 * @param noted keys of packages that npm left out when it made the project; asked for when the machine alone does not decide.
 */
export function findMissable(
  system: System,
  packages: Json,
  noted: () => ReadonlySet<string>,
): (key: string) => boolean {
  let needed: ReadonlySet<string> | undefined;
  // Most of what is missing is of another system, which its own entry says.
  return (key) => {
    const fields = fieldsAt(packages, key);
    // npm may lock what nothing needs any more, and does not install it.
    if (fields['extraneous'] === true) return true;
    if (fields['optional'] !== true) return false;
    return !fitsMachine(system, fields) || !(needed ??= neededPackages(system, packages, noted())).has(key);
  };
}

function neededPackages(system: System, packages: Json, noted: ReadonlySet<string>): ReadonlySet<string> {
  const left = leftOut(system, packages, noted);
  const needed = new Set<string>();
  const queue = [''];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (needed.has(key) || left.has(key)) continue;
    needed.add(key);
    queue.push(...wantedBy(packages, key, ['dependencies', 'optionalDependencies', 'peerDependencies']));
  }
  return needed;
}

function leftOut(system: System, packages: Json, noted: ReadonlySet<string>): ReadonlySet<string> {
  const optional = Object.keys(packages).filter((key) => fieldsAt(packages, key)['optional'] === true);
  const isLeft = (key: string): boolean => !fitsMachine(system, fieldsAt(packages, key)) || noted.has(key);
  const left = new Set(optional.filter(isLeft));
  for (let before = -1; before !== left.size;) {
    before = left.size;
    const useless = optional.filter((key) => wantedBy(packages, key, ['dependencies']).some((one) => left.has(one)));
    for (const key of useless) left.add(key);
  }
  return left;
}

function fitsMachine(system: System, fields: Json): boolean {
  const { machine } = system;
  if (!isIn(fields['os'], machine.os) || !isIn(fields['cpu'], machine.arch)) return false;
  return fields['libc'] === undefined || isIn(fields['libc'], libcOf(system));
}

/** As npm reads such a list: none of the refused ones, and one of the others where there are any. */
function isIn(list: unknown, own: string | undefined): boolean {
  const names = (Array.isArray(list) ? list : [list]).filter((name): name is string => typeof name === 'string');
  if (names.length === 0 || names.join() === 'any') return true;
  const wanted = names.filter((name) => !name.startsWith('!'));
  if (own === undefined || names.includes(`!${own}`)) return false;
  return wanted.length === 0 || wanted.includes(own);
}

/** The C library of this machine, from where npm has it too. */
function libcOf({ files, machine }: System): string | undefined {
  const ldd = '/usr/bin/ldd';
  if (machine.os !== 'linux' || files.realPath(ldd) === undefined) return undefined;
  const text = files.read(ldd).toString('latin1');
  if (text.includes('musl')) return 'musl';
  return text.includes('GNU C Library') ? 'glibc' : undefined;
}

/** Where the packages lie that one asks for, as Node would find them. */
function wantedBy(packages: Json, key: string, lists: readonly string[]): readonly string[] {
  const fields = fieldsAt(packages, key);
  return lists
    .flatMap((list) => Object.keys(asObject(fields[list]) ?? {}))
    .flatMap(
      (name) =>
        placesFrom(key)
          .find((place) => Object.hasOwn(packages, place + name))
          ?.concat(name) ?? [],
    );
}

/** The folders in which a package of this key looks for others, the nearest first. */
function placesFrom(key: string): readonly string[] {
  const places = [key === '' ? 'node_modules/' : `${key}/node_modules/`];
  for (
    let at = key.lastIndexOf('node_modules/');
    at !== -1;
    at = at === 0 ? -1 : key.lastIndexOf('node_modules/', at - 1)
  )
    places.push(key.slice(0, at + 'node_modules/'.length));
  return places;
}

function fieldsAt(packages: Json, key: string): Json {
  return asObject(packages[key]) ?? {};
}
