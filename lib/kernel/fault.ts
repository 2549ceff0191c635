import type { FailureStatus } from './exit';

/** Plain data that fits into the JSON envelope and the log. */
export type FaultData = Readonly<Record<string, unknown>>;

/** The page of one fault: what docs/troubleshooting.md and `Explain <code>` print. */
export interface FaultPage<D extends FaultData> {
  /** Of ours three capital letters of the noun and three digits, unique in the project: `CFG003`; yours as you like, such as `SHIP001`. */
  readonly code: string;
  readonly exit: FailureStatus;
  /** The fault in a few words, without data. */
  readonly title: string;
  /** Why it happens and what it means for the user, one or two sentences. */
  readonly why: string;
  /** One sentence naming the thing: lower case, no full stop. */
  readonly message: (data: D) => string;
  /** What to type next. */
  readonly fix: (data: D) => string;
}

/** A page with the data type forgotten, for listings. */
export type AnyFaultPage = Pick<FaultPage<FaultData>, 'code' | 'exit' | 'title' | 'why'> & {
  /** The fix with placeholders in the place of the data. */
  readonly fixShape: string;
};

/** Makes errors of one kind; `page` is what the documentation shows. */
export interface FaultFactory<D extends FaultData> {
  (data: D, options?: { readonly cause?: unknown }): StackError;
  readonly page: AnyFaultPage;
}

/** A fault a user can act on. Everything else that is thrown is a bug and keeps its stack. */
export class StackError extends Error {
  declare readonly name: 'StackError';

  static {
    // Of the class: where the one of `Error` is frozen, none can be given to an error of its own.
    Object.defineProperty(StackError.prototype, 'name', { value: 'StackError', configurable: true });
  }

  constructor(
    readonly code: string,
    readonly exit: FailureStatus,
    message: string,
    readonly fix: string,
    readonly data: FaultData,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Declares one fault in a noun's `faults.ts`. */
export function defineFault<D extends FaultData>(page: FaultPage<D>): FaultFactory<D> {
  const make = (data: D, options?: { readonly cause?: unknown }): StackError =>
    new StackError(page.code, page.exit, page.message(data), page.fix(data), data, options);
  const { code, exit, title, why } = page;
  // The shape is read on few lines, and the door that is used is not known yet when faults are declared.
  return Object.assign(make, {
    page: {
      code,
      exit,
      title,
      why,
      get fixShape() {
        return shapeOf(page.fix);
      },
    },
  });
}

/** True for a StackError of this or another copy of the class (Jest and linked packages have several realms). */
export function isStackError(error: unknown): error is StackError {
  return (
    typeof error === 'object' && error !== null && 'name' in error && error.name === 'StackError' && 'exit' in error
  );
}

/** Renders a function of data with `<field>` in the place of each field. */
function shapeOf<D extends FaultData>(render: (data: D) => string): string {
  const placeholders = new Proxy<Record<string, unknown>>({}, { get: (_, field) => `<${String(field)}>` });
  // The proxy answers every field with a string; D only describes which fields a page asks for.
  return render(placeholders as D);
}
