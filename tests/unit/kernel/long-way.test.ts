import { goThe } from './run-tasks';
import './conditions.test';
import './jobs.test';
import './scheduler-failures.test';
import './scheduler.test';

// What a run comes to must not depend on the way its tasks go: the suites of the scheduler once more, where no task goes the short one.
beforeAll(() => {
  goThe('long');
});
