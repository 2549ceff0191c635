import { onImport } from '../import-path.mjs';

/** Lowest first. A layer may import from itself and from those below. */
const order = ['kernel', 'system', 'journal-config-log', 'noun', 'run', 'proof', 'tasks'];
const shared = new Map([
  ['kernel', 'kernel'],
  ['system', 'system'],
  ['journal', 'journal-config-log'],
  ['config', 'journal-config-log'],
  ['log', 'journal-config-log'],
  ['run', 'run'],
  ['proof', 'proof'],
]);

function place(path) {
  const [top, room, ...rest] = path.split('/');
  if (top === 'tasks') return { layer: 'tasks', room: path };
  if (top !== 'lib' || room === undefined || /\.[jt]s$/.test(room)) return undefined;
  return { layer: shared.get(room) ?? 'noun', room, inside: rest.join('/') || 'index' };
}

/** Imports run one way, a noun is entered through its index, and entries and tasks do not know each other. */
export default {
  meta: { type: 'problem', schema: [], messages: { upward: '{{from}} may not import {{to}}: {{why}}' } },
  create: (context) =>
    onImport(context, (node, specifier, resolved, fromPath) => {
      const from = place(fromPath);
      const to = specifier.startsWith('.') ? place(resolved) : undefined;
      if (from === undefined || to === undefined) return;
      const tell = (why) => context.report({ node, messageId: 'upward', data: { from: fromPath, to: resolved, why } });
      if (order.indexOf(to.layer) > order.indexOf(from.layer)) tell(`${from.layer} lies below ${to.layer}`);
      else if (from.layer === 'tasks' && to.layer === 'tasks') tell('tasks meet by name');
      else if (from.layer === 'noun' && to.layer === 'noun' && from.room !== to.room && to.inside !== 'index')
        tell('a noun is entered through its index');
      else if (
        /\/(?:checks|sinks|backends|platforms|managers|sources|shells)\//.test(fromPath) &&
        /\/(?:checks|sinks|backends|platforms|managers|sources|shells)\//.test(resolved)
      )
        tell('entries do not know each other');
    }),
};
