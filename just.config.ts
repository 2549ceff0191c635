import { existsSync } from 'node:fs';
import { join } from 'node:path';

// Binds tasks/ to just-task; nothing else ever goes here. The compiled code is used, because compiling it at every start would cost seconds.
const bind = join(__dirname, 'dist', 'lib', 'run', 'bind.js');
if (!existsSync(bind)) {
  console.error('error: this checkout is not built\n  next: npm run build');
  process.exit(500);
}
// eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only once it is known to be there
(require(bind) as { bind: () => void }).bind();
