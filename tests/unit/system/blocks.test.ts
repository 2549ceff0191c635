import fc from 'fast-check';
import { dropBlock, putBlock, readBlockText } from '../../../lib/system/blocks';

const id = 'path';
/** Texts of files as people and editors leave them: with and without a last newline, with CRLF, blank lines and shell. */
const pieces = fc.oneof(
  fc.constantFrom('\n', '\r\n', '\r', '\t', ' ', '#', '# >>> ', ' >>>', '# <<< ', '\u2028', '\ufeff', '\\', '$1', '$&'),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const content = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
/** Lines of a block are joined by \n alone. */
const lines = content.map((text) => text.replaceAll('\r', ''));

describe('a block', () => {
  it('is read as it was put, in any text', () => {
    fc.assert(
      fc.property(content, lines, (before, text) => {
        expect(readBlockText(putBlock(before, id, text), id)).toBe(text);
      }),
    );
  });

  it('leaves any text as it was before when it is dropped', () => {
    fc.assert(
      fc.property(content, lines, (before, text) => {
        expect(dropBlock(putBlock(before, id, text), id)).toBe(before);
      }),
    );
  });

  it('leaves any text as it was before when it was rewritten between', () => {
    fc.assert(
      fc.property(content, lines, lines, (before, first, second) => {
        expect(dropBlock(putBlock(putBlock(before, id, first), id, second), id)).toBe(before);
      }),
    );
  });

  it('reads as the newest text that was put', () => {
    fc.assert(
      fc.property(content, lines, lines, (before, first, second) => {
        expect(readBlockText(putBlock(putBlock(before, id, first), id, second), id)).toBe(second);
      }),
    );
  });

  it('keeps what stands before and after it when it is rewritten', () => {
    const old = 'before\n# >>> clistack path >>>\nold\n# <<< clistack path <<<\nafter\n';
    expect(putBlock(old, id, 'new')).toBe('before\n# >>> clistack path >>>\nnew\n# <<< clistack path <<<\nafter\n');
  });

  it('is found at the end of a file without a last newline', () => {
    expect(readBlockText('# >>> clistack path >>>\nold\n# <<< clistack path <<<', id)).toBe('old');
  });

  it('is not found in the middle of a line', () => {
    expect(readBlockText('echo # >>> clistack path >>>\nold\n# <<< clistack path <<<\n', id)).toBeUndefined();
  });

  it('is not found where its end is missing', () => {
    expect(readBlockText('# >>> clistack path >>>\nold\n', id)).toBeUndefined();
  });

  it('takes every character of its id as it is', () => {
    const text = putBlock('', 'a.b+c', 'ours');
    expect(readBlockText(text, 'a.b+c')).toBe('ours');
    expect(readBlockText(text, 'aXb+c')).toBeUndefined();
  });
});

describe('dropping a block', () => {
  it('leaves a text without it alone', () => {
    expect(dropBlock('a\r\nb', id)).toBe('a\r\nb');
  });

  it('leaves the line before and the line after it apart', () => {
    const typedAfter = `${putBlock('export EDITOR=vi', id, 'ours')}alias ll=ls\n`;
    expect(dropBlock(typedAfter, id).split('\n').slice(0, 2)).toEqual(['export EDITOR=vi', 'alias ll=ls']);
  });

  it('leaves another block after an unfinished last line readable', () => {
    const both = putBlock(putBlock('export EDITOR=vi', id, 'first'), 'other', 'second');
    expect(readBlockText(dropBlock(both, id), 'other')).toBe('second');
  });

  it('keeps the lines after a begin marker whose end is missing', () => {
    const torn = '# >>> clistack path >>>\nold\nexport MINE=1\n';
    expect(dropBlock(putBlock(torn, id, 'new'), id)).toContain('export MINE=1');
  });
});
