'use strict';
// Puts all compiled modules into two files: what every small run needs, and the rest. In them a module stays a function of its own, and it
// runs when something of it is first used: an import is no statement that runs at the start, but a place in a table that is filled then.
const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join, posix, relative, sep } = require('node:path');
const { reexportsOf, rewriteImports } = require('./rewrite-imports');

/** Small packages that every run needs: finding each in node_modules takes as long as ten modules of ours. */
const inlined = ['fastest-levenshtein', 'ajv/dist/runtime/ucs2length', 'ajv/dist/runtime/equal', 'fast-deep-equal'];

/**
 * Writes `<dist>/bundle.js` with the modules named in `hot` (all of them when it is not given) and `<dist>/bundle-rest.js` with the others.
 * A file is a function of the table of loaded modules and of what fills it; it answers the list of module functions, and the first also their
 * names. `bin/clistack.js` calls both. Answers the ids, each at its place in the table.
 */
function bundle(dist, hot) {
  const paths = new Map(listModules(dist).map((path) => [relative(dist, path).split(sep).join('/'), path]));
  for (const name of inlined) paths.set(`npm:${name}`, require.resolve(name));
  const isHot = (id) => hot === undefined || hot.has(id);
  const ids = [...paths.keys()].sort((a, b) => Number(isHot(b)) - Number(isHot(a)));
  const externals = new Map();
  const placeOf = (from, specifier) => {
    const found = ids.indexOf(resolveId(from, specifier, paths) ?? '');
    if (found !== -1) return found;
    if (from.startsWith('npm:')) return undefined;
    if (!externals.has(specifier)) externals.set(specifier, ids.length + externals.size);
    return externals.get(specifier);
  };
  const texts = new Map(ids.map((id) => [id, readFileSync(paths.get(id), 'utf8')]));
  const indexes = new Map(ids.filter((id) => id.endsWith('/index.js')).map((id) => [id, reexportsOf(texts.get(id))]));
  /** Where a name of a module really comes from: an index that only hands it on is not run for it. */
  const reexportOf = (from, specifier, name) => {
    const id = resolveId(from, specifier, paths);
    const known = indexes.get(id)?.get(name);
    return known === undefined ? { at: placeOf(from, specifier), name } : reexportOf(id, known.specifier, known.name);
  };
  const bodies = ids.map((id, place) => {
    const text = rewriteImports(texts.get(id), {
      placeOf: (specifier) => placeOf(id, specifier),
      reexportOf: (specifier, name) => reexportOf(id, specifier, name),
      place,
      folder: posix.dirname(id),
      isPublic: id === 'lib/index.js',
    });
    return `function (module, require) {${text}\n}`;
  });
  const count = ids.filter(isHot).length;
  // A text and no table: it is looked into for the few modules that are loaded by their path.
  const names = [...ids, ...externals.keys()].map((id, place) => `${id}=${place}\n`).join('');
  const head = '(function (t, r, d) {\n';
  const outside = [...externals.keys()].map((name) => JSON.stringify(name)).join(', ');
  write(
    'bundle.js',
    `${head}return { count: ${count}, inside: ${ids.length}, names: ${JSON.stringify(`\n${names}`)}, outside: [${outside}], bodies: [\n${bodies.slice(0, count).join(',\n')}\n] };\n})\n`,
  );
  write('bundle-rest.js', `${head}return [\n${bodies.slice(count).join(',\n')}\n];\n})\n`);
  for (const name of ['bundle.cache', 'bundle-rest.cache']) rmSync(join(dist, name), { force: true });
  return ids;

  function write(name, text) {
    writeFileSync(join(dist, name), text);
  }
}

/** Which module of the bundle a specifier means, found here once and not at every start. */
function resolveId(from, specifier, paths) {
  if (!specifier.startsWith('.')) return paths.has(`npm:${specifier}`) ? `npm:${specifier}` : undefined;
  if (from.startsWith('npm:')) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  return [`${path}.js`, path, `${path}/index.js`].find((candidate) => paths.has(candidate));
}

function listModules(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listModules(path);
    return entry.name.endsWith('.js') && !entry.name.startsWith('bundle') ? [path] : [];
  });
}

module.exports = { bundle };
