/** Pure text work for blocks that we own inside files of the user; everything outside the block stays byte for byte. */

/** The lines between the markers, or undefined when the text has no such block. */
export function readBlockText(content: string, id: string): string | undefined {
  return blockShape(id).exec(content)?.[2]?.replaceAll('\r\n', '\n').replace(/\n$/, '');
}

/** The content with the block holding `text`: in its old place, or appended. Line ends follow the file's own. */
export function putBlock(content: string, id: string, text: string): string {
  const newline = content.includes('\r\n') ? '\r\n' : '\n';
  const block = [`# >>> clistack ${id} >>>`, ...text.split('\n'), `# <<< clistack ${id} <<<`].join(newline) + newline;
  const present = blockShape(id).exec(content);
  if (present !== null) {
    return (
      content.slice(0, present.index) + (present[1] ?? '') + block + content.slice(present.index + present[0].length)
    );
  }
  // The line break that an unfinished last line needs belongs to the block: dropping the block takes it away again.
  const joint = content === '' || content.endsWith('\n') ? '' : newline;
  return joint === '' ? content + block : `${content}${joint}${block.replace('>>>', '>>>+')}`;
}

/** The content without the block, as it was before `putBlock`. */
export function dropBlock(content: string, id: string): string {
  const present = blockShape(id).exec(content);
  if (present === null) return content;
  return content.slice(0, present.index) + content.slice(present.index + present[0].length);
}

/**
 * Group 1 is the line break we added in front (marked by `>>>+`), group 2 the lines. The markers are comments in every shell,
 * in environment.d and in git's exclude file.
 */
function blockShape(id: string): RegExp {
  const name = id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `(\\r?\\n(?=# >>>\\+)|(?<![^\\n])(?=# >>> ))# >>>\\+? clistack ${name} >>>\\r?\\n([\\s\\S]*?)# <<< clistack ${name} <<<(?:\\r?\\n|$)`,
    'u',
  );
}
