/** Asks on the terminal: the question goes to stderr, one line is read from stdin; the end of the input answers with nothing. */
export function askLine(question: string): Promise<string> {
  const { createInterface } = require('node:readline') as typeof import('node:readline');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    terminal.question(question, (answer) => {
      // First the answer: closing tells of the end of the input, there and then, which would be taken for one.
      resolve(answer);
      terminal.close();
    });
    terminal.on('close', () => {
      resolve('');
    });
  });
}
