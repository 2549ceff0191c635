/** `1 tool`, `2 tools`, `0 tools`. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
