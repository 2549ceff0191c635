/** The doors, as one types them. */
type DoorWords = 'npx just' | 'clistack';

let door: DoorWords = 'npx just';

/** From now on what to type next is said in the words of this door: the one that the process came in by. */
export function speakAs(words: DoorWords): void {
  door = words;
}

/**
 * A line of ours as it is typed: `npx just Pin.Sync`, or `clistack Pin.Sync` for whoever came in through the bin, since there may be no
 * just.config anywhere. For the texts of ours that say what to type next; called when the text is made, not when its file is loaded.
 */
export function toType(line: string): string {
  return `${door} ${line}`;
}
