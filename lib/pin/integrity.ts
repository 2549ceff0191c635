/** `sha256-<base64>`, as npm writes hashes. */
export function fromHex(kind: string, hex: string): string {
  return `${kind}-${Buffer.from(hex, 'hex').toString('base64')}`;
}

/** `sha256:<hex>`, as pip writes them. */
export function toHex(integrity: string): string {
  const [kind = '', base64 = ''] = integrity.split(/-(.*)/s);
  return `${kind}:${Buffer.from(base64, 'base64').toString('hex')}`;
}
