'use strict';
// Rewrites a compiled module for the bundle: no comments, ASCII only, every import a look into the table of loaded modules, and its
// exports one object.
const ts = require('typescript');

/**
 * `const x_1 = require("./x")` goes away, and each use of `x_1` becomes `(t[12] ?? r(12))`: place 12 of the table, or the call that fills
 * it. So a module that is not used is not run, and one that is costs nothing twice. `world` knows the modules: `placeOf(specifier)`, the
 * place or undefined for what is left to Node; `reexportOf(specifier, name)`, where an index has a name from; `place`, the module's own;
 * `folder`, where it lies below dist; `isPublic`, true where other compilers look at it.
 */
function rewriteImports(text, world) {
  const file = parse(text);
  const names = [];
  const { transformed } = ts.transform(file, [(context) => (root) => rewrite(root, context, world, names)]);
  const body = ts.createPrinter({ removeComments: true }).printFile(transformed[0]);
  const strict = /^(['"])use strict\1;/.exec(body)?.[0] ?? '';
  const own = `const exports = (module.exports = t[${world.place}] = { ${exportFields(names)} });`;
  const printed = `${strict}${own}${body.slice(strict.length)}`;
  // V8 keeps a text of ASCII in half the memory, and reads it without decoding.
  return printed.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What an index hands on: exported name to specifier and name there. */
function reexportsOf(text) {
  const imports = new Map();
  const found = new Map();
  for (const statement of parse(text).statements) {
    const known = importOf(statement);
    if (known !== undefined) imports.set(known.name, known.specifier);
    const [, exported, local, name] =
      /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/.exec(
        statement.getText(),
      ) ?? [];
    if (exported !== undefined && imports.has(local)) found.set(exported, { specifier: imports.get(local), name });
  }
  return found;
}

function parse(text) {
  return ts.createSourceFile('module.js', text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
}

function rewrite(root, context, { placeOf, reexportOf, folder, isPublic }, exportNames) {
  const { factory } = context;
  const imports = new Map();
  const names = [];
  const functions = new Set(root.statements.filter(ts.isFunctionDeclaration).map(({ name }) => name.text));
  const kept = root.statements.filter((statement) => {
    const found = importOf(statement);
    if (found !== undefined && placeOf(found.specifier) !== undefined) {
      imports.set(found.name, found.specifier);
      return false;
    }
    const exported = exportOf(statement.getText(), functions, isPublic);
    if (exported !== undefined) names.push(...exported);
    return exported === undefined;
  });
  const look = (at) =>
    factory.createParenthesizedExpression(
      factory.createBinaryExpression(
        factory.createElementAccessExpression(factory.createIdentifier('t'), at),
        ts.SyntaxKind.QuestionQuestionToken,
        factory.createCallExpression(factory.createIdentifier('r'), undefined, [factory.createNumericLiteral(at)]),
      ),
    );
  const visit = (node) => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && imports.has(node.expression.text)) {
      const { at, name } = reexportOf(imports.get(node.expression.text), node.name.text);
      return factory.createPropertyAccessExpression(look(at), name);
    }
    if (ts.isIdentifier(node) && imports.has(node.text) && isUse(node)) return look(placeOf(imports.get(node.text)));
    if (ts.isIdentifier(node) && node.text === '__dirname') return below(folder);
    const specifier = requiredBy(node);
    const at = specifier === undefined ? undefined : placeOf(specifier);
    return at === undefined ? ts.visitEachChild(node, visit, context) : look(at);
  };
  const below = (path) =>
    factory.createParenthesizedExpression(
      factory.createAdd(factory.createIdentifier('d'), factory.createStringLiteral(`/${path}`)),
    );
  exportNames.push(...names);
  return factory.updateSourceFile(
    root,
    kept.map((statement) => ts.visitNode(statement, visit)),
  );
}

/** Functions are there from the start; the other names are filled by the module, and an object that has them does not change its shape. */
function exportFields(names) {
  return names.map(({ name, from }) => (from === undefined ? `${name}: void 0` : `${name}: ${from}`)).join(', ');
}

/** The names of a statement that only prepares an export; undefined for any other. */
function exportOf(text, functions, isPublic) {
  if (/^Object\.defineProperty\(exports, "__esModule",/.test(text)) return isPublic ? undefined : [];
  if (/^(?:exports\.\w+ = )+void 0;$/.test(text))
    return [...text.matchAll(/exports\.(\w+)/g)].map(([, name]) => ({ name }));
  const [, name, from] = /^exports\.(\w+) = (\w+);$/.exec(text) ?? [];
  return name !== undefined && functions.has(from) ? [{ name, from }] : undefined;
}

/** The name and the specifier of `const x_1 = require("./x");`. */
function importOf(statement) {
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return undefined;
  const [{ name, initializer }] = statement.declarationList.declarations;
  const specifier = initializer === undefined ? undefined : requiredBy(initializer);
  return specifier === undefined || !ts.isIdentifier(name) ? undefined : { name: name.text, specifier };
}

function requiredBy(node) {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'require')
    return undefined;
  const [argument] = node.arguments;
  return argument !== undefined && ts.isStringLiteral(argument) ? argument.text : undefined;
}

/** The compiler gives imports names that stand for nothing else; a property or key of the same name would be no use of it. */
function isUse(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isShorthandPropertyAssignment(parent)) throw new Error(`${node.text} is used in a short property`);
  return !ts.isPropertyAssignment(parent) || parent.initializer === node;
}

module.exports = { reexportsOf, rewriteImports };
