export { couldNotCheck } from './faults';
export { isIll, loadChecks, runChecks, type HealthReport } from './run';
