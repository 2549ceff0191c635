import { asObject } from './merge';

/** The value in another type that the schema takes, as it would be written: `"20"` as 20, `"ga"` as `["ga"]`. */
export function meantType(data: unknown, schema: unknown): string | null {
  const { type, items } = asObject(schema);
  const types = [type].flat();
  if (typeof data !== 'string' || data.trim() === '') return null;
  if (types.includes('boolean') && /^(?:true|false)$/i.test(data.trim())) return data.trim().toLowerCase();
  const value = Number(data);
  if ((types.includes('integer') && Number.isInteger(value)) || (types.includes('number') && Number.isFinite(value)))
    return String(value);
  return types.includes('array') && asObject(items)['type'] === 'string' ? JSON.stringify([data]) : null;
}

/** What is left of a text that fits the pattern once blanks, capitals or a version are taken from it. */
export function meantForm(text: string, pattern: unknown): string | null {
  const wanted = new RegExp(String(pattern), 'u');
  const bare = text.trim();
  const tries = [bare, bare.toLowerCase()].flatMap((one) => [one, one.replace(/(?<=.)(?:@|==).*$/su, '')]);
  return tries.find((one) => one !== text && wanted.test(one)) ?? null;
}
