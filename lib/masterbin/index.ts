export { clean, type CleanReport } from './clean';
export { isInUse } from './in-use';
export { rebuild } from './rebuild';
export { explainTool, type WhichAnswer } from './which';
export { listWrappers } from './wrappers';
