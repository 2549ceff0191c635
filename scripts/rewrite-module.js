'use strict';
// Rewrites a compiled module for the bundle: no comments, ASCII only, every import a look into the table of loaded modules or, between modules
// of one scope, a name of that scope.
const ts = require('typescript');
const { fillOnce } = require('./fill-once');
const {
  exportOf,
  importOf,
  isExportAccess,
  isMemberName,
  isPreparation,
  numberIn,
  numberOf,
  parse,
  requiredBy,
} = require('./read-module');

/**
 * `const x_1 = require("./x")` goes away, and each use of `x_1` becomes `(t[12] ?? r(12))`: place 12 of the table, or the call that fills
 * it. So a module that is not used is not run, and one that is costs nothing twice. `world` knows the modules: `placeOf(specifier)`, the
 * place or undefined for what is left to Node; `useOf(specifier, name)`, where a name comes from: `{ at, name }`, or `{ called }` in the
 * scope; `folder`, where the module lies below dist; `isPublic`, true where other compilers look at it; `place`, its own place; `scope`, what
 * its names are called when it is part of the scope.
 */
function rewriteModule(text, world) {
  const { transformed } = ts.transform(parse(text), [(context) => (root) => rewrite(root, context, world)]);
  const body = print(transformed[0]);
  // Only what every start runs: the other files are opened for what takes longer.
  const printed = world.scope === undefined ? withHead(body, text, world) : fillOnce(body);
  // V8 keeps a text of ASCII in half the memory, and reads it without decoding.
  return printed.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The text of a script, as it stands in the bundle. */
function withoutComments(text) {
  return print(parse(text)).replace(/^'use strict';\n/, '');
}

function print(file) {
  return unindented(ts.createPrinter({ removeComments: true }).printFile(file));
}

/** Every start reads the text: what stands before a line, and in no text of the program, is a fifth of it. */
function unindented(body) {
  const texts = [];
  const visit = (node) => {
    const isText = ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node);
    if (isText) texts.push([node.getStart(), node.getEnd()]);
    ts.forEachChild(node, visit);
  };
  visit(parse(body));
  return body.replace(/^ +/gm, (blanks, at) => (texts.some(([from, to]) => from < at && at < to) ? blanks : ''));
}

/** Functions are there from the start; the other names are filled by the module, and an object that has them does not change its shape. */
function withHead(body, text, { place }) {
  const strict = /^(['"])use strict\1;/.exec(body)?.[0] ?? '';
  const statements = [...parse(text).statements];
  const functions = functionsOf(statements);
  const prepared = new Map();
  for (const statement of statements) {
    for (const [, name] of isPreparation(statement) ? statement.getText().matchAll(/exports\.(\w+)/g) : [])
      prepared.set(name, 'void 0');
    const known = exportOf(statement);
    if (isHanded(known, functions)) prepared.set(known.name, known.value.text);
  }
  const fields = [...prepared].map(([name, from]) => `${name}: ${from}`).join(', ');
  return `${strict}const exports = (module.exports = t[${place}] = { ${fields} });${body.slice(strict.length)}`;
}

function functionsOf(statements) {
  return new Set(statements.filter(ts.isFunctionDeclaration).map(({ name }) => name.text));
}

function isHanded(known, functions) {
  return known !== undefined && ts.isIdentifier(known.value) && functions.has(known.value.text);
}

function rewrite(root, context, { placeOf, useOf, folder, isPublic, scope }) {
  const { factory } = context;
  const imports = new Map();
  const functions = functionsOf(root.statements);
  const kept = root.statements.filter((statement) => {
    const found = importOf(statement);
    if (found !== undefined && placeOf(found.specifier) !== undefined) {
      imports.set(found.name, found.specifier);
      return false;
    }
    if (isPreparation(statement)) return isPublic && /__esModule/.test(statement.getText());
    if (scope === undefined) return !isHanded(exportOf(statement), functions);
    const known = exportOf(statement);
    const number = known === undefined ? numberIn(statement)?.text : numberOf(known.value);
    return !isStrict(statement) && number === undefined && !scope.names.has(known?.value.text);
  });
  const look = (at) =>
    factory.createParenthesizedExpression(
      factory.createBinaryExpression(
        factory.createElementAccessExpression(factory.createIdentifier('t'), at),
        ts.SyntaxKind.QuestionQuestionToken,
        factory.createCallExpression(factory.createIdentifier('r'), undefined, [factory.createNumericLiteral(at)]),
      ),
    );
  const below = (path) =>
    factory.createParenthesizedExpression(
      factory.createAdd(factory.createIdentifier('d'), factory.createStringLiteral(`/${path}`)),
    );
  const visit = (node) => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && imports.has(node.expression.text)) {
      const { at, name, called } = useOf(imports.get(node.expression.text), node.name.text);
      return called === undefined
        ? factory.createPropertyAccessExpression(look(at), name)
        : factory.createIdentifier(called);
    }
    if (scope !== undefined && isExportAccess(node)) return factory.createIdentifier(scope.exports.get(node.name.text));
    if (isDetached(node)) {
      const callee = ts.visitNode(node.expression.right, visit);
      if (ts.isIdentifier(callee)) return callee;
    }
    if (ts.isShorthandPropertyAssignment(node) && (imports.has(node.name.text) || scope?.names.has(node.name.text)))
      return factory.createPropertyAssignment(node.name.text, visit(node.name));
    if (ts.isIdentifier(node) && !isMemberName(node)) {
      if (imports.has(node.text)) return look(placeOf(imports.get(node.text)));
      if (node.text === '__dirname') return below(folder);
      const called = scope?.names.get(node.text);
      return called === undefined ? node : factory.createIdentifier(called);
    }
    const specifier = requiredBy(node);
    const at = specifier === undefined ? undefined : placeOf(specifier);
    return at === undefined ? ts.visitEachChild(node, visit, context) : look(at);
  };
  const constant = (name, value) =>
    factory.createVariableStatement(
      undefined,
      factory.createVariableDeclarationList(
        [factory.createVariableDeclaration(name, undefined, undefined, value)],
        ts.NodeFlags.Const,
      ),
    );
  const statementOf = (statement) => {
    const known = scope === undefined ? undefined : exportOf(statement);
    return known === undefined
      ? ts.visitNode(statement, visit)
      : constant(scope.exports.get(known.name), ts.visitNode(known.value, visit));
  };
  return factory.updateSourceFile(root, kept.map(statementOf));
}

function isStrict(statement) {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

/** `(0, x_1.name)`, which is how the compiler calls what it imported, so that it is no method of the module. */
function isDetached(node) {
  return (
    ts.isParenthesizedExpression(node) &&
    ts.isBinaryExpression(node.expression) &&
    node.expression.operatorToken.kind === ts.SyntaxKind.CommaToken &&
    ts.isNumericLiteral(node.expression.left)
  );
}

module.exports = { rewriteModule, withoutComments };
