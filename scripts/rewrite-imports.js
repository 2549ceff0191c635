'use strict';
// Rewrites a compiled module for the bundle: no comments, ASCII only, and every import a look into the table of loaded modules.
const ts = require('typescript');

/**
 * `const x_1 = require("./x")` goes away, and each use of `x_1` becomes `(t[12] ?? r(12))`: place 12 of the table, or the call that fills
 * it. So a module that is not used is not run, and one that is costs nothing twice. `placeOf` answers the place, or undefined for what is
 * left to Node.
 */
function rewriteImports(text, folder, placeOf) {
  const file = ts.createSourceFile('module.js', text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const { transformed } = ts.transform(file, [(context) => (root) => rewrite(root, context, folder, placeOf)]);
  const printed = ts.createPrinter({ removeComments: true }).printFile(transformed[0]);
  // V8 keeps a text of ASCII in half the memory, and reads it without decoding.
  return printed.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function rewrite(root, context, folder, placeOf) {
  const { factory } = context;
  const imports = new Map();
  const kept = root.statements.filter((statement) => {
    const found = importOf(statement, placeOf);
    if (found === undefined) return true;
    imports.set(found.name, found.place);
    return false;
  });
  const look = (place) =>
    factory.createParenthesizedExpression(
      factory.createBinaryExpression(
        factory.createElementAccessExpression(factory.createIdentifier('t'), place),
        ts.SyntaxKind.QuestionQuestionToken,
        factory.createCallExpression(factory.createIdentifier('r'), undefined, [factory.createNumericLiteral(place)]),
      ),
    );
  const below = (path) =>
    factory.createParenthesizedExpression(
      factory.createAdd(factory.createIdentifier('d'), factory.createStringLiteral(`/${path}`)),
    );
  const visit = (node) => {
    if (ts.isIdentifier(node) && imports.has(node.text) && isUse(node)) return look(imports.get(node.text));
    if (ts.isIdentifier(node) && node.text === '__dirname') return below(folder);
    const specifier = requiredBy(node);
    const place = specifier === undefined ? undefined : placeOf(specifier);
    return place === undefined ? ts.visitEachChild(node, visit, context) : look(place);
  };
  return factory.updateSourceFile(
    root,
    kept.map((statement) => ts.visitNode(statement, visit)),
  );
}

/** The name and the place of `const x_1 = require("./x");`. */
function importOf(statement, placeOf) {
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return undefined;
  const [{ name, initializer }] = statement.declarationList.declarations;
  const specifier = initializer === undefined ? undefined : requiredBy(initializer);
  const place = specifier === undefined || !ts.isIdentifier(name) ? undefined : placeOf(specifier);
  return place === undefined ? undefined : { name: name.text, place };
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

module.exports = { rewriteImports };
