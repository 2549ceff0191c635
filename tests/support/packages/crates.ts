import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packTarball } from './tarball';

/** A local registry of crates in a folder; their programs print `<name> <version>`. */
export interface CrateRegistry {
  /** The text of the config.toml that puts it in the place of the public registry. */
  readonly config: string;
  publish(name: string, version: string): void;
  /** From now on other bytes come than the checksum in the index says. */
  tamper(name: string, version: string): void;
}

export function createCrateRegistry(folder: string): CrateRegistry {
  mkdirSync(join(folder, 'index'), { recursive: true });
  const fileOf = (name: string, version: string): string => join(folder, `${name}-${version}.crate`);
  return {
    config: `[source.crates-io]\nreplace-with = "local"\n[source.local]\nlocal-registry = "${folder}"\n`,
    publish: (name, version) => {
      const bytes = crate(name, version, `${name} ${version}`);
      writeFileSync(fileOf(name, version), bytes);
      // The index of long names is two folders deep, by their first letters.
      const index = join(folder, 'index', name.slice(0, 2), name.slice(2, 4), name);
      mkdirSync(dirname(index), { recursive: true });
      const cksum = createHash('sha256').update(bytes).digest('hex');
      appendFileSync(
        index,
        `${JSON.stringify({ name, vers: version, deps: [], cksum, features: {}, yanked: false })}\n`,
      );
    },
    tamper: (name, version) => {
      writeFileSync(fileOf(name, version), crate(name, version, 'evil'));
    },
  };
}

function crate(name: string, version: string, said: string): Buffer {
  const root = `${name}-${version}`;
  const manifest = `[package]\nname = "${name}"\nversion = "${version}"\nedition = "2021"\n`;
  const lock = `version = 4\n\n[[package]]\nname = "${name}"\nversion = "${version}"\n`;
  const code = `fn main() {
    println!("${said}");
    let status = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
    std::process::exit(status);
}
`;
  return packTarball([
    { name: `${root}/Cargo.toml`, text: manifest },
    { name: `${root}/Cargo.lock`, text: lock },
    { name: `${root}/src/main.rs`, text: code },
  ]);
}
