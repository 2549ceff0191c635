import type { ToolProgram } from '../manager';

/**
 * The programs in `entrypoints = [{ name = "ruff", install-path = "…" }, …]` of a uv-receipt.toml, as they are called in the environment. uv
 * writes this file and nobody else: the one key is read by its shape, which saves a whole TOML parser.
 */
export function readReceipt(text: string): readonly ToolProgram[] {
  const found = text.matchAll(/\bname\s*=\s*"([^"\\]+)"\s*,\s*install-path\s*=\s*"([^"]*)"/g);
  return [...found].map(([, name = '', path = '']) => ({ name, path }));
}
