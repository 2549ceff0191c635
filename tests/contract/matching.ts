/** Matches an error with these fields; never by class, because errors of Node's own come from another realm. */
export function errorWith(fields: Readonly<Record<string, unknown>>): Error {
  const matcher: unknown = expect.objectContaining({ ...fields });
  // `toThrow` takes asymmetric matchers, its type does not say so.
  return matcher as Error;
}
