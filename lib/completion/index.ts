export { installCompletions, type InstalledCompletion } from './install';
export { renderWords } from './words';
