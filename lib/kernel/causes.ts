/** What an error was made of and caused by. */
export interface Parts {
  /** Those it is made of, where it is made of several. */
  readonly errors: readonly unknown[];
  /** Undefined where there is none but the errors. */
  readonly cause: unknown;
}

/** More nobody reads in a line, and a getter may have one more each time. */
const mostTold = 10;
/** An object that is longer as JSON says nothing in a line. Never cut short: half a secret is not known for one. */
const longestJson = 200;

/** What lies directly below a thrown value, whatever that is; nothing where it throws on being read. */
export function partsOf(value: unknown): Parts {
  const none: Parts = { errors: [], cause: undefined };
  if (typeof value !== 'object' || value === null) return none;
  try {
    const list = isAggregate(value) ? value.errors : undefined;
    const errors = Array.isArray(list) ? (list as readonly unknown[]).filter(isThere) : [];
    const cause: unknown = 'cause' in value ? value.cause : undefined;
    return { errors, cause: isThere(cause) && !errors.includes(cause) ? cause : undefined };
  } catch {
    return none;
  }
}

/**
 * The message with what caused it, but for what it says already: `fetch failed: connect ECONNREFUSED 127.0.0.1:1`. Of an error that was made of
 * several the first with its own causes, and how many there are; a cause of the whole comes last. Ends where it comes round.
 */
export function withCauses(message: string, thrown: unknown): string {
  let text = message;
  const seen = new Set<unknown>([thrown]);
  const tell = (value: unknown, link: string): void => {
    if (seen.has(value) || seen.size > mostTold) return;
    seen.add(value);
    const said = causeText(value);
    if (said !== '' && !text.includes(said)) text += `${text === '' ? '' : link}${said}`;
    tellBelow(value);
  };
  const tellBelow = (value: unknown): void => {
    const { errors, cause } = partsOf(value);
    const before = text;
    if (errors.length > 0) tell(errors[0], ': ');
    const isTold = text !== before;
    if (isTold && errors.length > 1) text += ` (the first of ${errors.length} errors)`;
    if (cause !== undefined) tell(cause, isTold ? '; caused by: ' : ': ');
  };
  tellBelow(thrown);
  return text;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
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
