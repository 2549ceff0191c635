'use strict';
// Writes the object literals of a module so that V8 fills each of them once.
const ts = require('typescript');
const { parse } = require('./read-module');

/**
 * Lets an object literal half of whose fields or more are no constants begin with a spread of nothing: `{ ...null, name, status }`. The object is the same.
 * V8 makes the fields of a literal at once, a number in each where it knows no value yet, and changes its shape again for every value that is
 * no number: a third of what a literal costs the first time, and a start comes by most of them once. After a spread it adds one field after the
 * other, with its value. In a loop that turns thousands of times such a literal costs some 0.1 us more.
 */
function fillOnce(text) {
  const places = [];
  const visit = (node) => {
    if (isAssigned(node)) return;
    if (ts.isObjectLiteralExpression(node) && isFilledTwice(node)) places.push(node.getStart() + 1);
    ts.forEachChild(node, visit);
  };
  visit(parse(text));
  const ends = [...places, text.length].sort((a, b) => a - b);
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end)).join(' ...null,');
}

/** `({ a, b } = value)` looks like a literal and is none. */
function isAssigned(node) {
  const { parent } = node;
  if (parent === undefined) return false;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
  return (
    ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.left === node
  );
}

/** Of what V8 makes at once: the fields before the first spread or computed name. */
function isFilledTwice({ properties }) {
  // After a spread V8 of Node 20 puts them behind all other fields, against the standard.
  if (properties.some(ts.isAccessor)) return false;
  const end = properties.findIndex(({ name }) => name === undefined || ts.isComputedPropertyName(name));
  const fields = end === -1 ? properties : properties.slice(0, end);
  const constants = fields.filter(isConstant);
  // What is the same each time costs nothing where it stands from the beginning.
  return constants.length < fields.length && constants.length <= fields.length / 2;
}

function isConstant(field) {
  return ts.isPropertyAssignment(field) && isConstantValue(field.initializer);
}

function isConstantValue(value) {
  if (ts.isParenthesizedExpression(value)) return isConstantValue(value.expression);
  if (ts.isObjectLiteralExpression(value)) return value.properties.every(isConstant);
  if (ts.isArrayLiteralExpression(value)) return value.elements.every(isConstantValue);
  return (
    ts.isStringLiteral(value) ||
    ts.isNumericLiteral(value) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(value.kind)
  );
}

module.exports = { fillOnce };
