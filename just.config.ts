import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Binds tasks/ to just-task; nothing else ever goes here. The compiled code is used, because compiling it at every start would cost seconds.
if (!existsSync(join(__dirname, 'dist', 'bundle.js'))) {
  console.error('error: this checkout is not built\n  next: npm run build');
  process.exit(500);
}
// just's ts-node would compile every .js it meets a second time; ours is loaded as it is.
const throughTsNode = require.extensions['.js'];
require.extensions['.js'] = (module, path) => {
  (module as unknown as { _compile(text: string, path: string): void })._compile(readFileSync(path, 'utf8'), path);
};
const { load } = require('./bin/load') as { load: (id: string) => unknown };
require.extensions['.js'] = throughTsNode;
(load('lib/run/bind.js') as { bind: () => void }).bind();
