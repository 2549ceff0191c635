import { foldedName } from '../../kernel/folded-name';
import { asObject, asText, parseObject } from '../read-json';

/** What the user put into an environment by `pipx inject`, as its pipx_metadata.json notes it; none where the text is damaged. */
export function readInjected(text: string): readonly string[] {
  const injected = asObject(parseObject(text)?.['injected_packages']) ?? {};
  return Object.entries(injected).map(([name, about]) => foldedName(asText(asObject(about)?.['package']) ?? name));
}
