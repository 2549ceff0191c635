'use strict';
// What every start reads and hands to V8 is as short as it can be: the text of the first file costs a start more than a tenth of what it adds to
// bare Node, most of it for fresh memory. Names of functions and classes stay as they are, for stack traces show them, and so do lines.
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
