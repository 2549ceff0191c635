/** Pure text work for blocks that we own inside files of the user; everything outside the block stays as it is. */

/**
 * What we did to the text when the block was put in, kept in its first marker line: `+` we ended an unfinished last line, `*` the file was
 * made for the block. Dropping the block takes that back too.
 */
type Trace = '' | '+' | '*';

interface FoundBlock {
  readonly start: number;
  readonly end: number;
  readonly trace: Trace;
  readonly newline: string;
  readonly text: string;
}

/** The lines between the markers, or undefined when the text has no such block. */
export function readBlockText(content: string, id: string): string | undefined {
  return findBlock(content, id)?.text;
}

/** True when the file was made for the block and holds nothing else. */
export function isOnlyBlock(content: string, id: string): boolean {
  const found = findBlock(content, id);
  return found?.trace === '*' && found.start === 0 && found.end === content.length;
}

/** The content with the block holding `text`: in its old place, or appended. Line ends follow the file's own. `undefined`: no file yet. */
export function putBlock(content: string | undefined, id: string, text: string): string {
  if (content === undefined) return renderBlock(id, text, '*', '\n');
  const present = findBlock(content, id);
  if (present !== undefined) {
    const { start, end, trace, newline } = present;
    return content.slice(0, start) + renderBlock(id, text, trace, newline) + content.slice(end);
  }
  const newline = content.includes('\r\n') ? '\r\n' : '\n';
  if (content === '' || content.endsWith('\n')) return content + renderBlock(id, text, '', newline);
  return content + newline + renderBlock(id, text, '+', newline);
}

/** The content without the block, as it was before `putBlock`. */
export function dropBlock(content: string, id: string): string {
  const present = findBlock(content, id);
  if (present === undefined) return content;
  const { start, end, trace, newline } = present;
  const after = content.slice(end);
  // Lines the user added below stay on lines of their own: then the line break that we made is needed.
  const joint = trace === '+' && after === '' ? newline.length : 0;
  return content.slice(0, start - joint) + after;
}

function renderBlock(id: string, text: string, trace: Trace, newline: string): string {
  return [`# >>> clistack ${id} >>>${trace}`, ...text.split('\n'), `# <<< clistack ${id} <<<`, ''].join(newline);
}

/** Finds the block line by line. A begin without an end, or with another begin inside, is not ours to touch. */
function findBlock(content: string, id: string): FoundBlock | undefined {
  const begin = `# >>> clistack ${id} >>>`;
  const end = `# <<< clistack ${id} <<<`;
  let open:
    { readonly start: number; readonly inner: number; readonly trace: Trace; readonly newline: string } | undefined;
  for (let at = 0; at < content.length;) {
    const stop = content.indexOf('\n', at);
    const next = stop === -1 ? content.length : stop + 1;
    const newline = stop === -1 ? '' : content[stop - 1] === '\r' ? '\r\n' : '\n';
    const line = content.slice(at, next - newline.length);
    if (line.startsWith(begin) && isTrace(line.slice(begin.length)) && newline !== '') {
      open = { start: at, inner: next, trace: line.slice(begin.length) as Trace, newline };
    } else if (line.startsWith('# >>> clistack ')) open = undefined;
    else if (line === end && open !== undefined) {
      const { start, inner, trace } = open;
      const text = content.slice(inner, Math.max(inner, at - open.newline.length)).replaceAll('\r\n', '\n');
      return { start, end: next, trace, newline: open.newline, text };
    }
    at = next;
  }
  return undefined;
}

function isTrace(text: string): text is Trace {
  return text === '' || text === '+' || text === '*';
}
