import { checkTask } from '../../../lib/kernel/checks';
import type { TaskSpec } from '../../../lib/kernel/task';
import { errorWith } from '../../contract/matching';

const check = (more: Partial<TaskSpec>): (() => void) => {
  return () => {
    checkTask('all.js', { name: 'All', summary: 's', deps: ['A'], ...more });
  };
};

describe('a task without code of its own', () => {
  it.each<readonly [Partial<TaskSpec>, string]>([
    [{ inputs: ['a'], outputs: ['b'] }, "has 'inputs' but no code of its own: the tasks it needs run in any case, and once"],
    [{ retry: { times: 1 } }, "has 'retry' but no code of its own: the tasks it needs run in any case, and once"],
    [{ timeout: 5 }, "has a 'timeout' but no code of its own: the time of the tasks it needs is theirs"],
    [{ timeout: 5, if: true }, "has a 'timeout' but no code of its own: the time of the tasks it needs is theirs"],
  ])('says nothing about code: %j', (more, text) => {
    expect(check(more)).toThrow(errorWith({ code: 'RUN008', exit: 501, data: { file: 'all.js', problem: `All ${text}` } }));
  }); // prettier-ignore

  it('may say how long its condition and its last words may take', () => {
    expect(check({ timeout: 5, if: () => true })).not.toThrow();
    expect(check({ timeout: 5, done: () => undefined })).not.toThrow();
  });

  it('has some where a function is among its jobs', () => {
    const task: TaskSpec = { name: 'All', summary: 's', jobs: ['A', () => 1], timeout: 5, inputs: ['a'] };
    expect(() => {
      checkTask('all.js', task);
    }).not.toThrow();
  });
});
