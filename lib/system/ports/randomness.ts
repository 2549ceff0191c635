/** Unpredictable names. `id` is a version 4 GUID, `hex` gives 2 characters per byte. */
export interface Randomness {
  id(): string;
  hex(bytes: number): string;
}
