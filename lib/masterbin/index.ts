export { clean, type CleanReport } from './clean';
export { isInUse } from './in-use';
export { rebuild, type RebuildReport } from './rebuild';
