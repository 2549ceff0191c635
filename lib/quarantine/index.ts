export { findItem, listItems } from './items';
export { purgeItems, type PurgeReport } from './purge';
export { quarantine } from './put';
export { restoreItem } from './restore';
