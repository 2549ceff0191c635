export { defineCheck, type Check, type CheckFacts, type Finding } from './check';
export { couldNotCheck } from './faults';
export { isIll, loadChecks, runChecks, type HealthReport } from './run';
