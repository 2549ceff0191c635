import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packZip } from './zip';

export interface WheelOptions {
  /** Requirements of other packages: `demo-lib==1.0.0`. */
  readonly requires?: readonly string[];
  /** Platforms that get a file of their own beside the one for all: `cp36-cp36m-win_amd64`. */
  readonly alsoFor?: readonly string[];
  /** Where the attestation of its files lies. */
  readonly provenance?: string;
}

/** A simple index of Python wheels in a folder, for `file://`; its programs print `<name> <version>`. */
export interface WheelIndex {
  readonly url: string;
  publish(name: string, version: string, options?: WheelOptions): void;
  /** From now on other bytes come than the hash in the index says. */
  tamper(name: string, version: string): void;
}

export function createWheelIndex(folder: string): WheelIndex {
  mkdirSync(folder, { recursive: true });
  const fileOf = (name: string, version: string, tag = anywhere): string =>
    join(folder, name, `${moduleOf(name)}-${version}-${tag}.whl`);
  return {
    url: `file://${folder}/`,
    publish: (name, version, { requires = [], alsoFor = [], provenance } = {}) => {
      mkdirSync(join(folder, name), { recursive: true });
      for (const tag of [anywhere, ...alsoFor])
        writeFileSync(fileOf(name, version, tag), wheel(name, version, requires, undefined, tag));
      writeIndex(join(folder, name), provenance);
    },
    tamper: (name, version) => {
      writeFileSync(fileOf(name, version), wheel(name, version, [], 'evil'));
    },
  };
}

const anywhere = 'py3-none-any';

function wheel(
  name: string,
  version: string,
  requires: readonly string[],
  said = `${name} ${version}`,
  tag = anywhere,
): Buffer {
  const module = moduleOf(name);
  const info = `${module}-${version}.dist-info`;
  const code = `import sys\n\n\ndef main():\n    print('${said}')\n    sys.exit(int(sys.argv[1]) if len(sys.argv) > 1 else 0)\n`;
  const needs = requires.map((one) => `Requires-Dist: ${one}\n`).join('');
  const files = [
    { name: `${module}/__init__.py`, text: code },
    { name: `${info}/METADATA`, text: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n${needs}` },
    { name: `${info}/WHEEL`, text: `Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: ${tag}\n` },
    { name: `${info}/entry_points.txt`, text: `[console_scripts]\n${name} = ${module}:main\n` },
  ];
  const record = files.map(({ name: path, text }) => {
    const sha256 = createHash('sha256').update(text).digest('base64url');
    return `${path},sha256=${sha256},${Buffer.byteLength(text)}\n`;
  });
  return packZip([...files, { name: `${info}/RECORD`, text: `${record.join('')}${info}/RECORD,,\n` }]);
}

function writeIndex(folder: string, provenance: string | undefined): void {
  const attested = provenance === undefined ? '' : ` data-provenance="${provenance}"`;
  const links = readdirSync(folder)
    .filter((file) => file.endsWith('.whl'))
    .map((file) => {
      const sha256 = createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex');
      return `<a href="${file}#sha256=${sha256}"${attested}>${file}</a><br>\n`;
    });
  writeFileSync(join(folder, 'index.html'), `<!DOCTYPE html>\n<html><body>\n${links.join('')}</body></html>\n`);
}

function moduleOf(name: string): string {
  return name.replaceAll('-', '_');
}
