// What an ECMAScript module may import by name: Node cannot read the names out of index.js. The same objects, not a second copy.
import api from './index.js';

export const {
  assert,
  confirm,
  createMemorySystem,
  defineCheck,
  defineFamily,
  defineFault,
  defineHooks,
  defineTask,
  equals,
  exec,
  exitStatuses,
  isStackError,
  noOp,
  partial,
  print,
  property,
  remove,
  requires,
  runLine,
  runParallel,
  skipped,
  use,
  winstonFace,
} = api;
