import { createBuffer, type LogBuffer } from '../../../lib/log/buffer';

interface Buffering {
  readonly buffer: LogBuffer;
  readonly writes: string[];
}

function buffering(): Buffering {
  const writes: string[] = [];
  const sink = { write: (lines: string) => void writes.push(lines), close: () => void writes.push('closed') };
  return { buffer: createBuffer(sink), writes };
}

it('hands on a line that may wait with the next one that may not, in one write', () => {
  const { buffer, writes } = buffering();
  buffer.write('a\n', true);
  buffer.write('b\n', true);
  expect(writes).toEqual([]);
  buffer.write('c\n');
  expect(writes).toEqual(['a\nb\nc\n']);
});

it('hands on what waits when the code lets go of the event loop', async () => {
  const { buffer, writes } = buffering();
  buffer.write('a\n', true);
  await Promise.resolve();
  expect(writes).toEqual(['a\n']);
  buffer.write('b\n', true);
  buffer.write('c\n', true);
  await Promise.resolve();
  expect(writes).toEqual(['a\n', 'b\nc\n']);
});

it('keeps no more than a few pages', () => {
  const { buffer, writes } = buffering();
  const line = `${'x'.repeat(999)}\n`;
  for (let count = 0; count < 40; count += 1) buffer.write(line, true);
  expect(writes.length).toBeGreaterThan(1);
  expect(writes.every((lines) => lines.endsWith('\n') && lines.length <= 17_000)).toBe(true);
});

it('hands on all before it closes, and keeps nothing back after that', () => {
  const { buffer, writes } = buffering();
  buffer.write('a\n', true);
  buffer.flush();
  buffer.flush();
  buffer.write('b\n', true);
  buffer.close();
  buffer.write('c\n', true);
  expect(writes).toEqual(['a\n', 'b\n', 'closed', 'c\n']);
});
