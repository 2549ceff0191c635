import { besideBatch, wrapperMark, type ShimRenderer } from './shim';

/**
 * PowerShell, 5.1 and later. ASCII only: 5.1 reads a file without a mark as the machine's code page, so other characters of the path are
 * given by their number. It also takes typographic quotes for quotes, which the same rule settles.
 */
export const renderPs1: ShimRenderer = ({ name, target }) => {
  const lines = [
    `# ${wrapperMark}`,
    `$target = ${quote(besideBatch(target, '.ps1'))}`,
    'if ($MyInvocation.ExpectingInput) {',
    '  $input | & $target @args',
    '} else {',
    '  & $target @args',
    '}',
    'exit $LASTEXITCODE',
    '',
  ];
  return { file: `${name}.ps1`, text: lines.join('\r\n') };
};

/** `'C:\J' + [char]0xF6 + 'rg'`; between single quotes only the quote itself is special. */
function quote(text: string): string {
  const parts = text.match(/[ -~]+|[^ -~]/g) ?? [];
  const rendered = parts.map((part) =>
    /^[ -~]+$/.test(part)
      ? `'${part.replaceAll("'", "''")}'`
      : `[char]0x${part.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  // A text that begins with a [char] would be added up as a number.
  return rendered[0]?.startsWith("'") === true ? rendered.join(' + ') : ["''", ...rendered].join(' + ');
}
