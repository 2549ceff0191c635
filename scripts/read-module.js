'use strict';
// Knows the few shapes in which the compiler writes imports and exports of a CommonJS module.
const ts = require('typescript');

function parse(text) {
  return ts.createSourceFile('module.js', text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
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

/** True for the statement that marks a module, and for those that only name its exports before they have a value. */
function isPreparation(statement) {
  const text = statement.getText();
  return /^Object\.defineProperty\(exports, "__esModule",/.test(text) || /^(?:exports\.\w+ = )+void 0;$/.test(text);
}

/** The name and the value of a statement `exports.name = value;`. */
function exportOf(statement) {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left, operatorToken, right } = statement.expression;
  const isAssigned = operatorToken.kind === ts.SyntaxKind.EqualsToken && isExportAccess(left);
  return isAssigned ? { name: left.name.text, value: right } : undefined;
}

/** The text of a number as it can stand anywhere, also before a member of it; undefined for anything else. */
function numberOf(value) {
  if (ts.isNumericLiteral(value)) return `(${value.text})`;
  const isNegative = ts.isPrefixUnaryExpression(value) && value.operator === ts.SyntaxKind.MinusToken;
  return isNegative && ts.isNumericLiteral(value.operand) ? `(-${value.operand.text})` : undefined;
}

/** The name and the number of `const name = 4;`. */
function numberIn(statement) {
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return undefined;
  if ((statement.declarationList.flags & ts.NodeFlags.Const) === 0) return undefined;
  const [{ name, initializer }] = statement.declarationList.declarations;
  const text = initializer === undefined || !ts.isIdentifier(name) ? undefined : numberOf(initializer);
  return text === undefined ? undefined : { name: name.text, text };
}

/** `exports.name` */
function isExportAccess(node) {
  return ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'exports';
}

/** True for an identifier that is a name of something else's: a property, a key, a member, a label. */
function isMemberName(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return ts.isClassElement(parent) || ts.isMethodDeclaration(parent) || ts.isAccessor(parent)
    ? parent.name === node
    : ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent);
}

module.exports = {
  exportOf,
  importOf,
  isExportAccess,
  isMemberName,
  isPreparation,
  numberIn,
  numberOf,
  parse,
  reexportsOf,
  requiredBy,
};
