/** How a child ended has to be looked at: a result that is thrown away, with every status accepted, is a silent failure. */
export default {
  meta: { type: 'problem', schema: [], messages: { ignored: 'the status of this child is ignored' } },
  create: (context) => ({
    ExpressionStatement: (node) => {
      const call = node.expression.type === 'AwaitExpression' ? node.expression.argument : node.expression;
      if (call.type !== 'CallExpression') return;
      const { callee } = call;
      const name =
        callee.type === 'Identifier'
          ? callee.name
          : callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
            ? callee.property.name
            : '';
      if (/^(?:spawn|spawnSync|execa|execaSync|execFile)$/.test(name)) context.report({ node, messageId: 'ignored' });
      const options = call.arguments.at(-1);
      const acceptsAny =
        options?.type === 'ObjectExpression' &&
        options.properties.some(
          (entry) =>
            entry.type === 'Property' &&
            entry.key.type === 'Identifier' &&
            entry.key.name === 'accept' &&
            entry.value.type === 'Literal' &&
            entry.value.value === 'any',
        );
      if (name === 'run' && acceptsAny) context.report({ node, messageId: 'ignored' });
    },
  }),
};
