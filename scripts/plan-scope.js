'use strict';
// Finds out which modules can stand in one scope, and what their names are called there.
const ts = require('typescript');
const {
  exportOf,
  importOf,
  isExportAccess,
  isMemberName,
  isPreparation,
  numberIn,
  numberOf,
  parse,
} = require('./read-module');

/** What the bundle itself calls things. */
const reserved = [
  ...['t', 'r', 'd', 'require', 'module', 'exports', 'run', 'load', 'own', 'further', 'furtherBody'],
  ...['count', 'inside', 'outside', 'bodies', 'scoped', 'names'],
];

/**
 * The modules that may share a scope, in the order in which they have to run: id to `{ names, exports }`, what each name of its own is called
 * there, and each of its exports. A name stays as it is where nothing else in the scope is called so. A module that hides one of its own names,
 * or does more with its exports than to give each a value once, is left out. `resolve(id, specifier)` answers the id of an imported module.
 */
function planScope(texts, resolve) {
  const surveys = new Map();
  for (const [id, text] of texts) {
    const survey = surveyModule(parse(text));
    if (survey !== undefined) surveys.set(id, survey);
  }
  const users = new Map();
  for (const [id, { said }] of surveys) for (const name of said) users.set(name, [...(users.get(name) ?? []), id]);
  const taken = new Set(reserved);
  const planned = new Map();
  for (const id of inOrder(surveys, resolve)) {
    const { own, inner, exported, numbers } = surveys.get(id);
    const call = (name) => {
      const isAlone = !taken.has(name) && !inner.has(name) && (users.get(name) ?? []).every((user) => user === id);
      const chosen = isAlone ? name : `${name}$${planned.size}`;
      taken.add(chosen);
      return chosen;
    };
    const names = new Map([...own].map((name) => [name, numbers.get(name) ?? call(name)]));
    const exports = new Map(
      [...exported].map(([name, { local, number }]) => [
        name,
        number ?? names.get(local) ?? call(name === 'default' ? 'theDefault' : name),
      ]),
    );
    planned.set(id, { names, exports });
  }
  return planned;
}

/** Of a scope with more names than this V8 keeps a table instead of a list, which has to be sorted anew in every process. */
const namesInBlock = 74;

/**
 * The modules of a scope in lists of so few names that V8 finds them by looking through them all. Each list is a block inside of the one before,
 * so what stands in a later one is not seen from an earlier.
 */
function blocksOf(scope) {
  const blocks = [];
  let room = 0;
  for (const [id, { names, exports }] of scope) {
    const { size } = new Set([...names.values(), ...exports.values()]);
    if (room < size) {
      blocks.push([]);
      room = namesInBlock;
    }
    blocks.at(-1).push(id);
    room -= size;
  }
  return blocks;
}

/** First what a module needs, then the module: what it looks at while it starts is there by then. */
function inOrder(surveys, resolve) {
  const begun = new Set();
  const ordered = [];
  const visit = (id) => {
    if (!surveys.has(id) || begun.has(id)) return;
    begun.add(id);
    for (const specifier of surveys.get(id).imports) visit(resolve(id, specifier));
    ordered.push(id);
  };
  for (const id of surveys.keys()) visit(id);
  return ordered;
}

/** The names of a module: its own, its exports with the name of its own that each is, those declared further in, and all that it says. */
function surveyModule(root) {
  const survey = {
    own: new Set(),
    exported: new Map(),
    imports: [],
    inner: new Set(),
    said: new Set(),
    numbers: new Map(),
  };
  const aliases = new Set();
  for (const statement of root.statements) {
    const found = importOf(statement);
    if (found !== undefined) {
      survey.imports.push(found.specifier);
      aliases.add(found.name);
    } else for (const name of declaredBy(statement)) survey.own.add(name);
    const number = numberIn(statement);
    if (number !== undefined) survey.numbers.set(number.name, number.text);
  }
  let isPlain = true;
  const visit = (node) => {
    ts.forEachChild(node, visit);
    if (ts.isBinaryExpression(node) && isExportAccess(node.left) && ts.isAssignmentOperator(node.operatorToken.kind))
      isPlain = false;
    const isUnary = ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node);
    const isCounted = isUnary && [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(node.operator);
    if (isCounted && isExportAccess(node.operand)) isPlain = false;
    if (!ts.isIdentifier(node) || isMemberName(node)) return;
    if (node.text === 'module' || (node.text === 'exports' && !isExportAccess(node.parent))) isPlain = false;
    if (isInnerDeclaration(node)) survey.inner.add(node.text);
    survey.said.add(node.text);
  };
  for (const statement of root.statements) {
    if (importOf(statement) !== undefined || isPreparation(statement)) continue;
    const known = exportOf(statement);
    if (known !== undefined) {
      if (survey.exported.has(known.name)) isPlain = false;
      const local = ts.isIdentifier(known.value) ? known.value.text : undefined;
      survey.exported.set(known.name, { local, number: numberOf(known.value) });
    }
    visit(known?.value ?? statement);
  }
  const hides = [...survey.own, ...aliases, 't', 'r', 'd'].some((name) => survey.inner.has(name));
  return isPlain && !hides ? survey : undefined;
}

/** The names that a statement at the top declares. */
function declaredBy(statement) {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name.text];
  if (!ts.isVariableStatement(statement)) return [];
  const names = [];
  const visit = (node) => {
    if (ts.isBindingElement(node) || ts.isVariableDeclaration(node)) visit(node.name);
    else if (ts.isIdentifier(node)) names.push(node.text);
    else ts.forEachChild(node, visit);
  };
  for (const declaration of statement.declarationList.declarations) visit(declaration);
  return names;
}

function isInnerDeclaration(node) {
  const { parent } = node;
  if (parent.name !== node) return false;
  if (ts.isFunctionDeclaration(parent) || ts.isClassDeclaration(parent)) return !ts.isSourceFile(parent.parent);
  // The variable of a loop or a catch at the top is one of its block.
  if (ts.isVariableDeclaration(parent))
    return !ts.isVariableStatement(parent.parent.parent) || !ts.isSourceFile(parent.parent.parent.parent);
  return (
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isFunctionExpression(parent) ||
    ts.isClassExpression(parent)
  );
}

module.exports = { blocksOf, planScope };
