import { problemOfKinds } from '../kernel/field-kinds';

/**
 * Why something is no task: what is meant as one is told by the field that is missing or wrong.
 * @lazy
 */
export function whyNoTask(value: unknown): string {
  const none = 'exports no task: it needs a default export made by defineTask';
  if (typeof value !== 'object' || value === null) return none;
  const { name, run }: { readonly name?: unknown; readonly run?: unknown } = value;
  const isMeant =
    typeof name === 'string' || ('summary' in value && (run !== undefined || 'deps' in value || 'jobs' in value));
  const head = { name: 'string', summary: 'string' } as const;
  const problem = isMeant ? problemOfKinds(value, run === undefined ? head : { ...head, run: 'function' }) : undefined;
  return problem === undefined ? none : `${typeof name === 'string' ? name : 'the task'} ${problem}`;
}
