/** The doors, as one types them. */
type DoorWords = 'npx just' | 'clistack' | 'npx clistack';

let door = (): DoorWords => 'npx just';

/**
 * From now on what to type next is said in the words of this door: the one that the process came in by. They are asked for each time they are
 * said, since most runs say none.
 */
export function speakAs(words: () => DoorWords): void {
  door = words;
}

/**
 * A line of ours as it is typed: `npx just Pin.Sync`, or `clistack Pin.Sync` for whoever came in through the bin, since there may be no
 * just.config anywhere; `npx clistack Pin.Sync` where npm started that, since it may be on nobody's PATH. For the texts of ours that say what to
 * type next; called when the text is made, not when its file is loaded.
 */
export function toType(line: string): string {
  return `${door()} ${line}`;
}
