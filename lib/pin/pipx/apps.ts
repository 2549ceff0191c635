import { asObject, parseObject } from '../read-json';

/** The programs of the main package in a pipx_metadata.json, as they are called in its environment; none where the text is damaged. */
export function readApps(text: string): readonly string[] {
  const apps = asObject(parseObject(text)?.['main_package'])?.['apps'];
  return Array.isArray(apps) ? apps.filter((name): name is string => typeof name === 'string') : [];
}
