const shortest = 4;

/** A secret plain, as JSON, JSON in JSON, URL, base64 at every offset, hex, and quoted for a shell; nothing that is too short to be masked. */
export function encodings(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const hex = Buffer.from(secret, 'utf8').toString('hex');
  const candidates = [
    secret, json, JSON.stringify(json).slice(1, -1), secret.replaceAll("'", "'\\''"), ...urlForms(secret), hex, hex.toUpperCase(), ...base64Forms(secret),
  ]; // prettier-ignore
  return candidates.filter((form) => form.length >= shortest);
}

/** With the letters of `%2F` as large as the standard has them, and as small as some programs write them. */
function urlForms(secret: string): readonly string[] {
  const forms = [formEncoded(secret), ...wholeForms(secret)];
  return [...forms, ...forms.map((each) => each.replace(/%[0-9A-F]{2}/g, (sign) => sign.toLowerCase()))];
}

function wholeForms(secret: string): readonly string[] {
  try {
    return [encodeURIComponent(secret), encodeURI(secret)];
  } catch {
    // No well-formed text: there is no such form of it.
    return [];
  }
}

function formEncoded(secret: string): string {
  return new URLSearchParams({ v: secret }).toString().slice(2);
}

/** The part of the base64 text that does not depend on what stands before or after, at each of the three offsets. */
function base64Forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const from = Math.ceil((offset * 8) / 6);
    const to = Math.floor(((offset + bytes.length) * 8) / 6);
    const core = encoded.slice(from, to);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
