'use strict';
// What every start reads and hands to V8 is as short as it can be: as it is compiled, the text of the first file was a thirteenth of what a start
// adds to bare Node, half of that for fresh memory. Names of functions and classes stay as they are, for stack traces show them, and so do lines.
const { minify_sync: minify } = require('terser');

/** The same code with short names for what is inside of it, and without blanks. Nothing is computed or moved: what V8 sees is what was written. */
function shorten(text) {
  const { code } = minify(text, {
    compress: false,
    mangle: { keep_fnames: true, keep_classnames: true },
    // Files of ours are read as ASCII.
    format: { ascii_only: true, max_line_len: 160 },
  });
  return `${code}\n`;
}

module.exports = { shorten };
