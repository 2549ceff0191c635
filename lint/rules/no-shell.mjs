/** No child is ever started through a shell: arguments would be read a second time, by rules that differ per system. */
export default {
  meta: { type: 'problem', schema: [], messages: { shell: 'children are started without a shell' } },
  create: (context) => ({
    Property: (node) => {
      const name = node.key.type === 'Identifier' ? node.key.name : node.key.value;
      const off = node.value.type === 'Literal' && node.value.value === false;
      if (name === 'shell' && !off && node.parent.type === 'ObjectExpression')
        context.report({ node, messageId: 'shell' });
    },
    'CallExpression[callee.name=/^(?:exec|execSync|execaCommand|execaCommandSync)$/]': (node) =>
      context.report({ node, messageId: 'shell' }),
  }),
};
