/** A timer of Node that is asked for more milliseconds fires at once: a limit of a month would be one of a millisecond. */
export const longestTimeMs = 2 ** 31 - 1;
