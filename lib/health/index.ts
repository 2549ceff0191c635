export { couldNotCheck } from './faults';
export { loadChecks } from './load';
export { unknownOff } from './unknown-off';
export { isIll, runChecks, type HealthReport } from './run';
