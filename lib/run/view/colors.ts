type Paint = (text: string) => string;

/** The few styles the conversation uses. */
export type Colors = Readonly<Record<'red' | 'green' | 'yellow' | 'cyan' | 'dim', Paint>>;

/** SGR codes that switch a style on and off. */
const codes: Readonly<Record<keyof Colors, readonly [on: number, off: number]>> = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  dim: [2, 22],
};

/** NO_COLOR wins, then FORCE_COLOR, then whether stderr is a terminal that is not dumb. CI alone does not switch colours on. */
export function colorsFor(get: (name: string) => string | undefined, isTty: boolean): Colors {
  const no = get('NO_COLOR');
  const force = get('FORCE_COLOR');
  if (no !== undefined && no !== '') return createColors(false);
  if (force !== undefined) return createColors(force !== '0' && force !== 'false');
  return createColors(isTty && get('TERM') !== 'dumb');
}

function createColors(on: boolean): Colors {
  const paint = (style: keyof Colors): Paint => {
    const [open, close] = codes[style];
    return on ? (text) => `\u001b[${open}m${text}\u001b[${close}m` : (text) => text;
  };
  return { red: paint('red'), green: paint('green'), yellow: paint('yellow'), cyan: paint('cyan'), dim: paint('dim') };
}
