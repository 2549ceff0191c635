/** What lies below a thrown value, from the top down. */
export interface Cause {
  readonly value: unknown;
  /** The errors it is the first of; none for a cause proper. */
  readonly others: readonly unknown[];
}

/** Deeper nobody reads, and a getter may have one more each time. */
const deepest = 10;
/** An object that is longer as JSON says nothing in a line. Never cut short: half a secret is not known for one. */
const longestJson = 200;

/**
 * The causes below what was thrown; the first of its errors where it was made of several. Whatever it is: ends where it comes round, and where it
 * throws on being read.
 */
export function causesOf(thrown: unknown): readonly Cause[] {
  const causes: Cause[] = [];
  const seen = new Set<unknown>([thrown]);
  for (let next = below(thrown); next !== undefined && causes.length < deepest; next = below(next.value)) {
    if (seen.has(next.value)) break;
    seen.add(next.value);
    causes.push(next);
  }
  return causes;
}

/** The message with what caused it, but for what it says already: `fetch failed: connect ECONNREFUSED 127.0.0.1:1`. */
export function withCauses(message: string, thrown: unknown): string {
  let text = message;
  for (const { value, others } of causesOf(thrown)) {
    const cause = causeText(value);
    if (cause === '' || text.includes(cause)) continue;
    const count = others.length === 0 ? '' : ` (the first of ${others.length + 1} errors)`;
    text += `${text === '' ? '' : ': '}${cause}${count}`;
  }
  return text;
}

function below(value: unknown): Cause | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    const errors = isAggregate(value) ? value.errors : undefined;
    const [first, ...others] = Array.isArray(errors) ? (errors as readonly unknown[]) : [];
    if (first !== undefined) return { value: first, others };
    const cause: unknown = 'cause' in value ? value.cause : undefined;
    return cause === undefined || cause === null ? undefined : { value: cause, others: [] };
  } catch {
    return undefined;
  }
}

/** By name as well: errors may come from another realm. Others have a field of that name for something else. */
function isAggregate(value: object): value is { readonly errors: unknown } {
  const isNamed = value instanceof AggregateError || ('name' in value && value.name === 'AggregateError');
  return isNamed && 'errors' in value;
}

/** A cause in a line; empty for what has nothing to say in one. */
export function causeText(value: unknown): string {
  try {
    return typeof value === 'object' && value !== null ? textOfObject(value) : String(value);
  } catch {
    return '';
  }
}

function textOfObject(value: object): string {
  const message: unknown = 'message' in value ? value.message : undefined;
  if (typeof message === 'string' && message !== '') return message;
  // What it was made of says more than its code.
  if (isAggregate(value)) return '';
  const code: unknown = 'code' in value ? value.code : undefined;
  if (typeof code === 'string') return code;
  const json: unknown = value instanceof Error ? undefined : JSON.stringify(value);
  const isTelling = typeof json === 'string' && json.length <= longestJson && json !== '{}' && json !== '[]';
  return isTelling ? json : '';
}
