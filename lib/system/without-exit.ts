/** Runs a call in which `process.exit` throws: a file that is being loaded may not end the run that loads it. */
export function withoutExit<T>(call: () => T): T {
  const { exit } = process;
  process.exit = (status) => {
    throw new Error(`calls process.exit(${status ?? ''})`);
  };
  try {
    return call();
  } finally {
    process.exit = exit;
  }
}
