import { dirname, join } from 'node:path';
import type { FileReader } from '../system/ports/files';

/** Looks into code for the environment variables it reads. */
export interface EnvironmentUse {
  /** Names that a file and the files it loads by a relative path read, sorted. Packages are not looked into. */
  of(file: string): readonly string[];
}

const uses: readonly RegExp[] = [
  // process.env.NAME, process.env['NAME']
  /\bprocess\.env\??\.(?:([A-Za-z_]\w*)|\[\s*['"`]([^'"`$]+)['"`]\s*\])/g,
  /\bprocess\.env\[\s*['"`]([^'"`$]+)['"`]\s*\]/g,
  // system.environment.get('NAME'), and what the built-in functions take from there
  /\benvironment\.get\(\s*['"`]([^'"`$]+)['"`]/g,
  /\bproperty\)?\(\s*\w+\s*,\s*['"`]([^'"`$]+)['"`]/g,
];
/** `const { A, B: b } = process.env` */
const taken = /\{([^{}]*)\}\s*=\s*process\.env\b/g;
/** `env: ['A', 'B']` of requires and of a task that says what it reads. */
const listed = /\benv:\s*\[([^\]]*)\]/g;
const loads = /\b(?:require\(|from\s*|import\(\s*|import\s*)['"](\.{1,2}\/[^'"]+)['"]/g;
const extensions = ['', '.js', '.ts', '.cjs', '.mjs', '.cts', '.mts', '/index.js', '/index.ts'];

/**
 * A look at the text, not a run of it: a name that is put together while it runs is not found, which is why a task may say `env` itself.
 */
export function lookForEnvironment(files: Pick<FileReader, 'stat' | 'read'>): EnvironmentUse {
  const known = new Map<string, { readonly names: readonly string[]; readonly loaded: readonly string[] }>();
  const look = (file: string): { readonly names: readonly string[]; readonly loaded: readonly string[] } => {
    const text = withoutComments(files.read(file).toString('utf8'));
    const loaded = [...text.matchAll(loads)].flatMap(([, specifier = '']) => {
      const base = join(dirname(file), specifier);
      const found = extensions
        .map((extension) => `${base}${extension}`)
        .find((path) => files.stat(path)?.kind === 'file');
      return found === undefined || /\.json$/.test(found) ? [] : [found];
    });
    return { names: namesIn(text), loaded };
  };
  return {
    of: (file) => {
      const names = new Set<string>();
      const seen = new Set<string>([file]);
      // A set that grows while it is walked gives what was added too.
      for (const path of seen) {
        const one = known.get(path) ?? look(path);
        known.set(path, one);
        for (const name of one.names) names.add(name);
        for (const next of one.loaded) seen.add(next);
      }
      return [...names].sort();
    },
  };
}

function namesIn(text: string): readonly string[] {
  const single = uses.flatMap((use) => [...text.matchAll(use)].map(([, name, quoted]) => name ?? quoted ?? ''));
  const fields = [...text.matchAll(taken)].flatMap(([, names = '']) =>
    names.split(',').map((name) => (name.split(/[:=]/, 1)[0] ?? '').replaceAll(/['"`\s]/g, '')),
  );
  const texts = [...text.matchAll(listed)].flatMap(([, names = '']) =>
    [...names.matchAll(/(['"`])(.*?)\1/g)].map(([, , name = '']) => name),
  );
  return [...single, ...fields, ...texts].filter((name) => /^[A-Za-z_]\w*$/.test(name));
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[\s;])\/\/.*$/gm, '$1');
}
