import { describeStep, type Step } from '../../../lib/system/step';

const cases: readonly (readonly [string, Step])[] = [
  ['write /a', { kind: 'file.write', path: '/a', sha256: '0', mode: 0o600, replaces: false }],
  ['rewrite /a', { kind: 'file.write', path: '/a', sha256: '0', mode: 0o600, replaces: true }],
  [
    'rewrite /a (2 other names of it: the old content stays there)',
    { kind: 'file.write', path: '/a', sha256: '0', mode: 0o600, replaces: true, otherNames: { count: 2, ino: '1' } },
  ],
  ['make folder /a', { kind: 'folder.make', path: '/a', mode: 0o755 }],
  ['move /a to /b', { kind: 'move', path: '/a', to: '/b' }],
  ['remove /a', { kind: 'remove', path: '/a' }],
  ['remove /a with all in it (cannot be undone)', { kind: 'tree.remove', path: '/a' }],
  ['set mode 640 on /a', { kind: 'mode.set', path: '/a', mode: 0o640 }],
  ['link /a to /b', { kind: 'link.make', path: '/a', target: '/b' }],
  ['point /a to /b', { kind: 'link.retarget', path: '/a', target: '/b' }],
  ['remove link /a', { kind: 'link.remove', path: '/a' }],
  ["write block 'path' in /a", { kind: 'block.write', path: '/a', id: 'path', text: 'x' }],
  ["remove block 'path' from /a", { kind: 'block.remove', path: '/a', id: 'path' }],
  [
    'run npm ci in /a (undo: npm run clean)',
    { kind: 'child.run', path: '/a', argv: ['npm', 'ci'], undo: { kind: 'command', argv: ['npm', 'run', 'clean'] } },
  ],
  [
    'run npm ci in /a (undo: none, it downloads)',
    { kind: 'child.run', path: '/a', argv: ['npm', 'ci'], undo: { kind: 'none', reason: 'it downloads' } },
  ],
];

it.each(cases)('says %p', (line, step) => {
  expect(describeStep(step)).toBe(line);
});
