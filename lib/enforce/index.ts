export { enforceOnce, type EnforceReport } from './enforce';
export { releaseAll, type ReleaseReport } from './release';
