import { foldedName } from '../../kernel/folded-name';
import type { ToolProgram } from '../manager';

/**
 * The programs in `entrypoints = [{ name = "ruff", install-path = "…" }, …]` of a uv-receipt.toml, as they are called in the environment. uv
 * writes this file and nobody else: the one key is read by its shape, which saves a whole TOML parser.
 */
export function readReceipt(text: string): readonly ToolProgram[] {
  const found = text.matchAll(/\bname\s*=\s*"([^"\\]+)"\s*,\s*install-path\s*=\s*"([^"]*)"/g);
  return [...found].map(([, name = '', path = '']) => ({ name, path }));
}

/** What stands in `requirements = [{ name = "ruff" }, …]` beside the tool itself, which is the first: `uv tool install --with` put it there. */
export function readWith(text: string): readonly string[] {
  const [, requirements = ''] = /^requirements = \[(.*?)\]\s*$/ms.exec(text) ?? [];
  const names = [...requirements.matchAll(/\{\s*name\s*=\s*"([^"\\]+)"/g)].map(([, name = '']) => foldedName(name));
  return names.slice(1);
}
