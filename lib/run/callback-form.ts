/**
 * True for a body written for a callback, as gulp and just know them: nobody would call it back, so what it leaves for later would
 * count as done. An `async` body is awaited whatever its parameter is called.
 */
export function expectsCallback(run: (...given: never) => unknown): boolean {
  if (run.length > 1) return true;
  const head = /^(async\b)?\s*(?:(?:function\b\s*)?[\w$]*\s*\(\s*)?([\w$]+)/.exec(String(run));
  return head?.[1] === undefined && /^(?:done|cb|callback|next)$/.test(head?.[2] ?? '');
}
