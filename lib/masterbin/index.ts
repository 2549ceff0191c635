export { clean, type CleanReport } from './clean';
export { whyKept } from './difference';
export { isInUse } from './in-use';
export { pendingTools } from './pending-tools';
export { rebuild } from './rebuild';
export { explainTool, type WhichAnswer } from './which';
export { systemNamedTools } from './system-named';
export { unknownSources } from './unknown-sources';
export { listWrappers } from './wrappers';
