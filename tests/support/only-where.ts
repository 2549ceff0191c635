/** Undefined for root, who alone may give files away and act as somebody else. */
export const whyNotRoot = process.getuid?.() === 0 ? undefined : 'it needs root';

/**
 * `it`, or a test that is skipped with its reason in its name, for what this machine is not: another system, or a user who may less. What could
 * be had here, and is not, is for `describeUnless`.
 */
export function itUnless(reason: string | undefined, name: string, body: jest.ProvidesCallback): void {
  if (reason === undefined) {
    it(name, body);
    return;
  }
  process.stderr.write(`skipped: ${name}: ${reason}\n`);
  it.skip(`${name} (${reason})`, body);
}

/** The same for a whole suite. */
export function describeOnly(reason: string | undefined, name: string, body: () => void): void {
  if (reason === undefined) {
    describe(name, body);
    return;
  }
  process.stderr.write(`skipped: ${name}: ${reason}\n`);
  describe.skip(`${name} (${reason})`, body);
}
