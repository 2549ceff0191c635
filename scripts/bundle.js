'use strict';
// Puts all compiled modules into two files: what every small run loads, and the rest. Opening and compiling a hundred small files costs
// more than a whole small run; in one file each module stays a function of its own that runs when it is first required.
const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join, relative, sep } = require('node:path');

/** Small packages that every run needs: finding each in node_modules takes as long as ten modules of ours. */
const inlined = ['fastest-levenshtein', 'ajv/dist/runtime/ucs2length', 'ajv/dist/runtime/equal', 'fast-deep-equal'];

/**
 * Writes `<dist>/bundle.js` with the modules named in `hot` (all of them when it is not given) and `<dist>/bundle-rest.js` with the others.
 */
function bundle(dist, hot) {
  const modules = new Map(listModules(dist).map((path) => [relative(dist, path).split(sep).join('/'), path]));
  for (const name of inlined) modules.set(`npm:${name}`, require.resolve(name));
  const write = (name, ids) => {
    const bodies = ids.map(
      (id) => `${JSON.stringify(id)}(module, exports, require, __dirname) {${compact(modules.get(id))}\n}`,
    );
    writeFileSync(join(dist, name), `({\n${bodies.join(',\n')}\n})\n`);
  };
  rmSync(join(dist, 'bundle.cache'), { force: true });
  const ids = [...modules.keys()];
  write('bundle.js', hot === undefined ? ids : ids.filter((id) => hot.includes(id) || id.startsWith('npm:')));
  write('bundle-rest.js', hot === undefined ? [] : ids.filter((id) => !hot.includes(id) && !id.startsWith('npm:')));
}

function listModules(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listModules(path);
    return entry.name.endsWith('.js') && !entry.name.startsWith('bundle') ? [path] : [];
  });
}

/** Without comments, and in ASCII: V8 keeps such a text in half the memory, and reads it without decoding. */
function compact(path) {
  const { ModuleKind, ScriptTarget, transpileModule } = require('typescript');
  const compilerOptions = { removeComments: true, module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(readFileSync(path, 'utf8'), { compilerOptions });
  return outputText.replace(/[^\x00-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

module.exports = { bundle };
