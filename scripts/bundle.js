'use strict';
// Puts all compiled modules into two files: what every small run loads, and the rest. Opening and compiling a hundred small files costs
// more than a whole small run; in one file each module stays a function of its own that runs when it is first required.
const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join, posix, relative, sep } = require('node:path');

/** Small packages that every run needs: finding each in node_modules takes as long as ten modules of ours. */
const inlined = ['fastest-levenshtein', 'ajv/dist/runtime/ucs2length', 'ajv/dist/runtime/equal', 'fast-deep-equal'];

/**
 * Writes `<dist>/bundle.js` with the modules named in `hot` (all of them when it is not given) and `<dist>/bundle-rest.js` with the others.
 */
function bundle(dist, hot) {
  const modules = new Map(listModules(dist).map((path) => [relative(dist, path).split(sep).join('/'), path]));
  for (const name of inlined) modules.set(`npm:${name}`, require.resolve(name));
  const write = (name, ids) => {
    const bodies = ids.map((id) => {
      const text = compact(modules.get(id)).replaceAll(/\brequire\((["'])([^"']+)\1\)/g, (call, _quote, specifier) => {
        const found = resolveId(id, specifier, modules);
        return found === undefined ? call : `require(${JSON.stringify(`#${found}`)})`;
      });
      return `${JSON.stringify(id)}(module, exports, require, __dirname) {${text}\n}`;
    });
    writeFileSync(join(dist, name), `({\n${bodies.join(',\n')}\n})\n`);
  };
  rmSync(join(dist, 'bundle.cache'), { force: true });
  const ids = [...modules.keys()];
  write('bundle.js', hot === undefined ? ids : ids.filter((id) => hot.includes(id) || id.startsWith('npm:')));
  write('bundle-rest.js', hot === undefined ? [] : ids.filter((id) => !hot.includes(id) && !id.startsWith('npm:')));
}

/** Which module of the bundle a specifier means, found here once and not at every start. */
function resolveId(from, specifier, modules) {
  if (!specifier.startsWith('.')) return modules.has(`npm:${specifier}`) ? `npm:${specifier}` : undefined;
  if (from.startsWith('npm:')) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  return [`${path}.js`, path, `${path}/index.js`].find((candidate) => modules.has(candidate));
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
  return outputText.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

module.exports = { bundle };
