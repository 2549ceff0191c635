import type { CheckpointLine } from './checkpoint-line';

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isDate: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isNoneOr =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);
const isMap: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTextMap: Check = (value) => isMap(value) && Object.values(value as object).every(isText);
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);

const error = { code: isText, exit: isNumber, message: isText, fix: isText, data: isMap };
const result = {
  name: isText,
  state: isText,
  status: isNumber,
  reason: isNoneOr(isText),
  blockedBy: isNoneOr(isText),
  warnings: isNoneOr(isTexts),
  error: isNoneOr((value) => fits(value, error)),
};
const who = { run: isText, at: isDate, bootId: isText, uptime: isNumber, takenBack: isTexts };

const shapes: Readonly<Record<CheckpointLine['line'], Readonly<Record<string, Check>>>> = {
  open: { ...who, command: isText, build: isTextMap },
  resumed: who,
  reached: { task: isText },
  ended: { result: (value) => fits(value, result), states: isNoneOr(isMap) },
  waiting: {},
  settled: {},
  undone: {},
  closed: { status: isNumber, by: isNoneOr(isText) },
};

/** True for a line that says all that its kind has to say: a damaged one must not stop the runs that only look for theirs. */
export function isCheckpointLine(value: unknown): value is CheckpointLine {
  if (!isMap(value)) return false;
  const { line } = value as Fields;
  return typeof line === 'string' && Object.hasOwn(shapes, line) && fits(value, shapes[line as CheckpointLine['line']]);
}

function fits(value: unknown, shape: Readonly<Record<string, Check>>): boolean {
  return isMap(value) && Object.entries(shape).every(([field, check]) => check((value as Fields)[field]));
}
