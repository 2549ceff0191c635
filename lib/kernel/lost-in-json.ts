/** What would be lost, and where: the way to it is put together on the way back. */
interface Loss {
  readonly path: string;
  readonly what: string;
}

/** The first that JSON would lose: `a.b[2] is a Map`; undefined when there is nothing. */
export function whyNoData(data: unknown): string | undefined {
  if (data === null || data === undefined || typeof data === 'string' || typeof data === 'boolean') return undefined;
  try {
    const loss = lossIn(data, []);
    return loss === undefined ? undefined : `${loss.path.replace(/^\./, '') || 'it'} ${loss.what}`;
  } catch (error) {
    // A getter that throws, or what is nested deeper than the stack.
    return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  }
}

/** `above` are the objects on the way down: one copy of it for all. */
function lossIn(value: unknown, above: object[]): Loss | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? undefined : { path: '', what: `is ${value}` };
    case 'bigint':
    case 'function':
    case 'symbol':
      return { path: '', what: `is a ${typeof value}` };
    case 'object':
      return value === null ? undefined : lossInObject(value, above);
    default:
      return undefined;
  }
}

function lossInObject(value: object, above: object[]): Loss | undefined {
  if (above.includes(value)) return { path: '', what: 'holds itself' };
  above.push(value);
  const loss = lossInside(value, above);
  above.pop();
  return loss;
}

function lossInside(value: object, above: object[]): Loss | undefined {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const inner: unknown = value[index];
      // What most lists and fields hold: JSON has it as it is.
      if (typeof inner === 'string' || typeof inner === 'boolean' || isRow(inner)) continue;
      const loss = lossIn(inner, above);
      if (loss !== undefined) return { ...loss, path: `[${index}]${loss.path}` };
    }
    return undefined;
  }
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  if (!isPlain && value instanceof Date && Number.isNaN(value.getTime()))
    return { path: '', what: 'is an Invalid Date' };
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    const told = (value.toJSON as () => unknown)();
    return told === undefined ? { path: '', what: 'has a toJSON that answers nothing' } : lossIn(told, above);
  }
  if (value instanceof Number) return lossIn(value.valueOf(), above);
  if (!isPlain) {
    const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
    if (isLost(kind, value)) return { path: '', what: `is ${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}` };
  }
  for (const key of Object.keys(value)) {
    const inner: unknown = value[key as keyof typeof value];
    if (typeof inner === 'string' || typeof inner === 'boolean') continue;
    const loss = lossIn(inner, above);
    if (loss !== undefined) return { ...loss, path: `${stepTo(key)}${loss.path}` };
  }
  return undefined;
}

/** What lists of answers mostly hold: an object of texts and switches, of which nothing can be lost. */
function isRow(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  if ('toJSON' in value) return false;
  for (const key of Object.keys(value)) {
    const inner: unknown = value[key as keyof typeof value];
    if (typeof inner !== 'string' && typeof inner !== 'boolean') return false;
  }
  return true;
}

/** Of these JSON makes `{}`: what they hold is not in their fields. */
export function isLost(kind: string, value: object): boolean {
  if (kind === 'Object' || kind === 'Arguments') return false;
  const isBoxed = kind === 'Number' || kind === 'String' || kind === 'Boolean';
  return !isBoxed && (kind === 'Error' || Object.keys(value).length === 0);
}

function stepTo(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
