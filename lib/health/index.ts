export { couldNotCheck } from './faults';
export { loadChecks } from './load';
export { isIll, runChecks, type HealthReport } from './run';
