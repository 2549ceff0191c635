import { dirname, join, posix, sep } from 'node:path';

/** A file's path from the repository root with forward slashes: `lib/run/line.ts`. */
export function repositoryPath(filename) {
  const parts = filename.split(sep).join('/');
  const match = /(?:^|\/)((?:lib|tasks|tests|bench|bin|scripts)\/.*)$/.exec(parts);
  return match === null ? posix.basename(parts) : match[1];
}

/** Calls `visit(node, specifier, resolved)` for every import, export-from and require with a constant text. */
export function onImport(context, visit) {
  const from = repositoryPath(context.filename);
  const tell = (node, source) => {
    if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
    const relative = source.value.startsWith('.');
    visit(node, source.value, relative ? join(dirname(from), source.value).split(sep).join('/') : source.value, from);
  };
  return {
    ImportDeclaration: (node) => tell(node, node.source),
    ExportNamedDeclaration: (node) => tell(node, node.source),
    ExportAllDeclaration: (node) => tell(node, node.source),
    ImportExpression: (node) => tell(node, node.source),
    'CallExpression[callee.name="require"]': (node) => tell(node, node.arguments[0]),
  };
}
