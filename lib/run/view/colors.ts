import { createColors } from 'picocolors';

export type Colors = ReturnType<typeof createColors>;

/** NO_COLOR wins, then FORCE_COLOR, then whether stderr is a terminal that is not dumb. CI alone does not switch colours on. */
export function colorsFor(get: (name: string) => string | undefined, isTty: boolean): Colors {
  const no = get('NO_COLOR');
  const force = get('FORCE_COLOR');
  if (no !== undefined && no !== '') return createColors(false);
  if (force !== undefined) return createColors(force !== '0' && force !== 'false');
  return createColors(isTty && get('TERM') !== 'dumb');
}
