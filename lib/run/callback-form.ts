/**
 * True for a body written for a callback, as gulp and just know them: nobody would call it back, so what it leaves for later would
 * count as done. An `async` body is awaited whatever its parameter is called.
 */
export function expectsCallback(run: (...given: never) => unknown): boolean {
  // Read once: V8 goes through its own code for it.
  const { length } = run;
  if (length > 1) return true;
  // Nothing to call, or nothing that has to be: most bodies end here, and their text is not looked at.
  if (length === 0) return false;
  const text = String(run);
  // What nearly all others look like needs no closer look.
  if (text.startsWith('async (')) return false;
  const head = /^(async\b)?\s*(?:(?:function\b\s*)?[\w$]*\s*\(\s*)?([\w$]+)/.exec(text);
  return head?.[1] === undefined && /^(?:done|cb|callback|next)$/.test(head?.[2] ?? '');
}
