/** Names of Python packages are the same whatever the case and whatever separates their words (PEP 503): this is the one spelling of all. */
export function foldedName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
