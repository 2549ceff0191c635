import { repositoryPath } from '../import-path.mjs';

const facts = new Set(['platform', 'env', 'arch', 'cwd', 'getuid', 'chdir', 'kill', 'hrtime']);

/** Facts of the machine come through the System; only there does the code know what it runs on. */
export default {
  meta: { type: 'problem', schema: [], messages: { fact: 'process.{{name}} is read in lib/system only' } },
  create: (context) => {
    const path = repositoryPath(context.filename);
    if (/^lib\/system\/|^(?:bin|scripts|lint)\//.test(path)) return {};
    return {
      'MemberExpression[object.name="process"]': (node) => {
        const name = node.property.type === 'Identifier' ? node.property.name : node.property.value;
        if (facts.has(name)) context.report({ node, messageId: 'fact', data: { name } });
      },
    };
  },
};
