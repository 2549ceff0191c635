/** No child is ever started through a shell: arguments would be read a second time, by rules that differ per system. */
export default {
  meta: { type: 'problem', schema: [], messages: { shell: 'children are started without a shell' } },
  create: (context) => ({
    Property: (node) => {
      const name = node.key.type === 'Identifier' ? node.key.name : node.key.value;
      // An object is no shell: it describes an option of that name.
      const off =
        (node.value.type === 'Literal' && node.value.value === false) || node.value.type === 'ObjectExpression';
      if (name === 'shell' && !off && node.parent.type === 'ObjectExpression')
        context.report({ node, messageId: 'shell' });
    },
    'CallExpression[callee.name=/^(?:exec|execSync|execaCommand|execaCommandSync)$/]': (node) =>
      context.report({ node, messageId: 'shell' }),
  }),
};
