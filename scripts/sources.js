'use strict';
// What dist/ was built from: lib/run/stale-build.ts compares it at every start of a checkout.
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

/** Files by their path with time, size and hash, folders by their path with time and the names of what lies in them. */
function recordSources(root) {
  const files = {};
  const folders = {};
  const visit = (folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    folders[folder] = [statSync(join(root, folder)).mtimeMs, entries.map(({ name }) => name).sort()];
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else {
        const { mtimeMs, size } = statSync(join(root, path));
        files[path] = [
          mtimeMs,
          size,
          createHash('sha256')
            .update(readFileSync(join(root, path)))
            .digest('hex'),
        ];
      }
    }
  };
  for (const folder of ['lib', 'tasks']) visit(folder);
  return { folders, files };
}

module.exports = { recordSources };
