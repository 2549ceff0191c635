import { onImport } from '../import-path.mjs';

const builtins = 'fs|child_process|net|http|https|os|tty|readline|dgram|tls|worker_threads|timers/promises|crypto';

/** Which files may import which package. Types cost nothing at run time and couple nothing to a version, so they are judged alike. */
const doors = [
  { packages: /^just-task(?:\/|$)/, files: /^lib\/run\/bind\.ts$|^just\.config\.ts$/, door: 'lib/run/bind.ts' },
  { packages: /^ajv(?:\/|$)/, files: /^lib\/config\//, door: 'lib/config' },
  { packages: /^winston/, files: /^lib\/log\//, door: 'lib/log' },
  { packages: /^(?:execa|globby|chokidar)(?:\/|$)/, files: /^lib\/system\//, door: 'lib/system' },
  { packages: /^jsonc-parser$/, files: /^lib\/config\//, door: 'lib/config' },
  { packages: /^istanbul-/, files: /^lib\/proof\//, door: 'lib/proof' },
  {
    packages: new RegExp(`^node:(?:${builtins})(?:/|$)`),
    files: /^lib\/system\/|^just\.config\.ts$/,
    door: 'lib/system',
  },
  { packages: new RegExp(`^(?:${builtins})$`), files: /^$/, door: 'the node: spelling in lib/system' },
];

/** One door per dependency: it can be swapped in one place, and its cost is paid in one place. */
export default {
  meta: { type: 'problem', schema: [], messages: { door: "'{{specifier}}' has its door in {{door}}" } },
  create: (context) =>
    onImport(context, (node, specifier, _resolved, from) => {
      const rule = doors.find(({ packages }) => packages.test(specifier));
      if (rule !== undefined && !rule.files.test(from))
        context.report({ node, messageId: 'door', data: { specifier, door: rule.door } });
    }),
};
