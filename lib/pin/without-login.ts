/** An address without the login that may stand in it: it is shown and kept. */
export function withoutLogin(address: string): string {
  return address.replace(/\/\/[^/@\s]*@/, '//');
}
