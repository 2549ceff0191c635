/** Three numbers, at most with the sign of a range before them. */
const shape = /^[~^]?(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})$/;

/**
 * True for a text that names versions in every scheme, such as `3.6.2` or `~3.6.2`. False says only that it is not certain: the scheme then
 * decides, which takes a package to open.
 */
export function isPlainRange(text: string): boolean {
  return shape.test(text);
}
