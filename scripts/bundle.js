'use strict';
// Puts all compiled modules into a few files: what every small run needs, what some that are run often need besides, and the rest. The modules
// of the first stand in one scope, as if they were one. In the others a module stays a function of its own, and it runs when something of it is
// first used: an import is no statement that runs at the start, but a place in a table that is filled then.
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join, posix, relative, sep } = require('node:path');
const { blocksOf, planScope } = require('./plan-scope');
const { reexportsOf } = require('./read-module');
const { rewriteModule, withoutComments } = require('./rewrite-module');
const { shorten } = require('./shorten');

/** Small packages that every run needs: finding each in node_modules takes as long as ten modules of ours. */
const inlined = ['fastest-levenshtein', 'ajv/dist/runtime/ucs2length', 'ajv/dist/runtime/equal', 'fast-deep-equal'];

/**
 * Writes `<dist>/bundle.js` with the modules named in `hot`, `<dist>/bundle-often.js` with those in `often`, and `<dist>/bundle-rest.js` with the
 * others; when nothing is named the first has all of them, each a function. Each file is a function that `bin/clistack.js` calls. Answers the
 * ids, each at its place in the table.
 */
function bundle(dist, hot, often = new Set()) {
  const paths = new Map(listModules(dist).map((path) => [relative(dist, path).split(sep).join('/'), path]));
  for (const name of inlined) paths.set(`npm:${name}`, require.resolve(name));
  const partOf = (id) => (hot === undefined || hot.has(id) ? 0 : often.has(id) ? 1 : 2);
  const ids = [...paths.keys()].sort((a, b) => partOf(a) - partOf(b));
  const texts = new Map(ids.map((id) => [id, readFileSync(paths.get(id), 'utf8')]));
  const resolve = (from, specifier) => resolveId(from, specifier, paths);
  const scope = planScope(new Map([...texts].filter(([id]) => hot?.has(id) && !id.startsWith('npm:'))), resolve);
  const blocks = blocksOf(scope);
  const blockOf = new Map(blocks.flatMap((block, depth) => block.map((id) => [id, depth])));
  const externals = new Map();
  const placeOf = (from, specifier) => {
    const found = ids.indexOf(resolve(from, specifier) ?? '');
    if (found !== -1) return found;
    if (from.startsWith('npm:')) return undefined;
    if (!externals.has(specifier)) externals.set(specifier, ids.length + externals.size);
    return externals.get(specifier);
  };
  const indexes = new Map(ids.filter((id) => id.endsWith('/index.js')).map((id) => [id, reexportsOf(texts.get(id))]));
  /** Where a name of a module really comes from: an index that only hands it on is not run for it. */
  const useOf = (from, specifier, name, user = from) => {
    const id = resolve(from, specifier);
    const known = indexes.get(id)?.get(name);
    if (known !== undefined) return useOf(id, known.specifier, known.name, user);
    // Neither is smaller where one of them is in no block.
    const isSeen = blockOf.get(id) <= blockOf.get(user);
    const called = isSeen ? scope.get(id).exports.get(name) : undefined;
    return called === undefined ? { at: placeOf(from, specifier), name } : { called };
  };
  const rewrite = (id) =>
    rewriteModule(texts.get(id), {
      placeOf: (specifier) => placeOf(id, specifier),
      useOf: (specifier, name) => useOf(id, specifier, name),
      place: ids.indexOf(id),
      folder: posix.dirname(id),
      isPublic: id === 'lib/index.js',
      scope: scope.get(id),
    });
  const bodyOf = (id) => (scope.has(id) ? '' : `function (module, require) {${rewrite(id)}\n}`);
  const count = ids.filter((id) => partOf(id) === 0).length;
  const restFrom = ids.filter((id) => partOf(id) < 2).length;
  const flat = blocks.map((block) => `{\n${block.map(rewrite).join('\n')}\n`).join('');
  const bodies = ids.map(bodyOf);
  const exported = [...scope].map(
    ([id, { exports }]) =>
      `case ${ids.indexOf(id)}: return { ${[...exports].map(([name, called]) => `${name}: ${called}`).join(', ')} };\n`,
  );
  // A text and no table: it is looked into for the few modules that are loaded by their path.
  const namesOf = (from, to) => {
    const lines = ids.slice(from, to).map((id, index) => `${id}=${from + index}\n`);
    return JSON.stringify(`\n${lines.join('')}`);
  };
  const outside = [...externals.keys()].map((name) => JSON.stringify(name)).join(', ');
  for (const name of readdirSync(dist)) if (name.startsWith('bundle')) rmSync(join(dist, name));
  const first = `(function (t, d, own, run) {
'use strict';
const count = ${count}, inside = ${ids.length};
const further = [{ name: 'bundle-often', from: ${count} }, { name: 'bundle-rest', from: ${restFrom} }];
const names = ${namesOf(0, restFrom)};
const outside = [${outside}];
const bodies = [${bodies.slice(0, count).join(',\n')}];
let scoped;
${withoutComments(readFileSync(join(__dirname, 'loader.js'), 'utf8'))}
${flat}scoped = (place) => { switch (place) {
${exported.join('')}} };
${'}'.repeat(blocks.length)}
return load;
})
`;
  write('bundle.js', hot === undefined ? first : shorten(first));
  const writeFurther = (name, from, to, names) => {
    write(
      name,
      `(function (t, r, d) {\nreturn { names: ${names}, bodies: [\n${bodies.slice(from, to).join(',\n')}\n] };\n})\n`,
    );
  };
  writeFurther('bundle-often.js', count, restFrom, undefined);
  writeFurther('bundle-rest.js', restFrom, ids.length, namesOf(restFrom, ids.length));
  return ids;

  /** The last line tells what was kept of this text from what was kept of another one. */
  function write(name, text) {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
    writeFileSync(join(dist, name), `${text}//${hash}\n`);
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
