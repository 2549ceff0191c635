/**
 * The exit code that a process has until its run has a status of its own: 509, a task never finished. Elsewhere than on Windows a process leaves
 * the lowest eight bits alone, so there it is told from a 509 that a task sets. Later Nodes keep 32 of them, and numbers alone.
 */
export const unfinished = process.platform === 'win32' ? 509 : 0x1_0000 + 509;
