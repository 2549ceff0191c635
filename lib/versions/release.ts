/** Numbers and dots alone, as most pins are: read here, because opening a library for them takes longer than a whole report. */
const release = /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8}))*$/;

export function isRelease(text: string): boolean {
  return release.test(text);
}

/** Orders two releases by their numbers, missing ones counting as 0; undefined when one of them is more than a release. */
export function compareReleases(a: string, b: string): number | undefined {
  if (!isRelease(a) || !isRelease(b)) return undefined;
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const order = (left[at] ?? 0) - (right[at] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
