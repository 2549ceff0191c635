import layers from './rules/layers.mjs';
import noIgnoredStatus from './rules/no-ignored-status.mjs';
import noShell from './rules/no-shell.mjs';
import oneDoor from './rules/one-door.mjs';
import platformInSystem from './rules/platform-in-system.mjs';

/** The rules of this project that no published plugin has. Each has a planted file in tests/fixtures/lint that must fail. */
export default {
  meta: { name: 'clistack' },
  rules: {
    layers,
    'no-ignored-status': noIgnoredStatus,
    'no-shell': noShell,
    'one-door': oneDoor,
    'platform-in-system': platformInSystem,
  },
};
