import { once } from './once';
import { suggest } from './suggest';

type Fits = (value: unknown) => boolean;

const isText: Fits = (value) => typeof value === 'string';
const isSwitch: Fits = (value) => typeof value === 'boolean';
const isCode: Fits = (value) => typeof value === 'function';
const isObject: Fits = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts: Fits = (value) => Array.isArray(value) && value.every(isText);
const anything: Fits = () => true;
const need = [
  (value) => value === 'required' || value === 'optional',
  "'required' or 'optional'",
] as const satisfies readonly [Fits, string];

/** Every field of a task, what fits it, and how to say so. What may stand among jobs, and what a time is, is checked with the rest. */
const fieldsOf = once((): Readonly<Record<string, readonly [fits: Fits, wanted: string]>> => ({
  name: [isText, 'a text'],
  summary: [isText, 'a text'],
  deps: [anything, ''],
  run: [anything, ''],
  jobs: [anything, ''],
  before: [Array.isArray, 'a list of task names'],
  after: [Array.isArray, 'a list of task names'],
  mutates: [isSwitch, 'true or false'],
  changes: [isText, 'a text'],
  config: need,
  taskFiles: need,
  options: [anything, ''],
  env: [isTexts, 'a list of texts'],
  args: [isObject, 'an object with usage and describe'],
  rest: [isObject, 'an object with usage and describe'],
  if: [(value) => isSwitch(value) || isCode(value), 'true, false or a function'],
  inputs: [(value) => isTexts(value) || isCode(value), 'a list of texts or a function'],
  outputs: [(value) => isTexts(value) || isCode(value), 'a list of texts or a function'],
  partial: [isSwitch, 'true or false'],
  timeout: [anything, ''],
  retry: [anything, ''],
  done: [isCode, 'a function'],
  endless: [isSwitch, 'true or false'],
  repeats: [isSwitch, 'true or false'],
  data: [anything, ''],
  show: [isCode, 'a function'],
}));

/** Their names. */
export const taskFields = once((): readonly string[] => Object.keys(fieldsOf()));

/** What most tasks have and nothing else, and what is checked with the name and the jobs: thousands of them are not looked up. */
function isBare(field: string): boolean {
  return field === 'name' || field === 'summary' || field === 'deps' || field === 'run' || field === 'jobs';
}

/** The first field that a task does not have, or that holds what it cannot: both would pass for a task that does less than it says. */
export function problemOfFields(task: object): string | undefined {
  for (const field of Object.keys(task)) {
    if (isBare(field)) continue;
    const value: unknown = Reflect.get(task, field);
    const fields = fieldsOf();
    const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (known === undefined) {
      const [close] = suggest(field, Object.keys(fields));
      return `has a field '${field}' that no task has${close === undefined ? '' : `, did you mean ${close}?`}`;
    }
    const [fits, wanted] = known;
    if (value !== undefined && !fits(value)) return `has something else than ${wanted} as '${field}'`;
  }
  return undefined;
}
