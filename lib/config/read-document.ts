import { isStackError } from '../kernel/fault';
import type { Entry, FileReader } from '../system/ports/files';
import type { ConfigProblem } from './problem';
import { scanText } from './scan-text';

/** A config file as read: its text, and the object in it when there is one. */
export interface ConfigDocument {
  readonly file: string;
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>> | undefined;
  readonly problems: readonly ConfigProblem[];
}

const maxBytes = 1024 * 1024;

/** Reads one config file; `seen` is what was found at its path, where somebody has looked. Whatever is in it, the answer is a value or problems with their place, never an exception. */
export function readDocument(files: FileReader, file: string, seen?: Entry): ConfigDocument {
  const fail = (message: string, found: string, allowed: string, at: Place = start): ConfigDocument => ({
    file,
    text: '',
    value: undefined,
    problems: [{ source: file, pointer: '', ...at, message, found, allowed, suggestion: null, severity: 'error' }],
  });
  const direct = seen ?? files.stat(file);
  // Looked at through links: a config is often one into a dotfiles folder.
  const entry = direct?.kind === 'link' ? files.stat(files.realPath(file) ?? file) : direct;
  if (entry === undefined) return fail('the file does not exist', '', 'a config file');
  if (entry.kind !== 'file')
    return fail(
      'it is not a file',
      entry.kind === 'other' ? 'a device or the like' : `a ${entry.kind}`,
      'a config file',
    );
  if (entry.size > maxBytes) return fail('the file is too large', `${entry.size} bytes`, `at most ${maxBytes} bytes`);
  let raw: string;
  try {
    raw = files.readText(file);
  } catch (error) {
    if (!isStackError(error)) throw error;
    return fail('the file cannot be read', error.message, 'a file that you may read');
  }
  const text = raw.startsWith('\uFEFF') ? raw.slice(1) : raw;
  if (text !== raw) return fail('the file begins with a byte order mark', 'UTF-8 with BOM', 'UTF-8 without BOM');
  if (text.trim() === '') return fail('the file is empty', 'nothing', 'an object, at least {}');
  const scan = scanText(text);
  if (scan.tooDeep) return fail('objects and lists are nested too deep', 'more than 64 levels', 'at most 64 levels');
  const parsed = parseText(text, scan.hasComments);
  if ('offset' in parsed)
    return fail(parsed.message, parsed.found, 'JSON, comments allowed', placeOf(text, parsed.offset));
  if (typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) {
    return fail(
      'the file does not hold an object',
      parsed.value === null ? 'null' : Array.isArray(parsed.value) ? 'a list' : typeof parsed.value,
      'an object, at least {}',
    );
  }
  const doubles = scan.duplicateKeys.map(({ key, offset }) =>
    problemAt(file, text, offset, `the key "${key}" stands twice in one object`, `"${key}"`),
  );
  const evil = scan.forbiddenKeys.map(({ key, offset }) =>
    problemAt(file, text, offset, `the key "${key}" is not allowed`, `"${key}"`),
  );
  return { file, text, value: { ...parsed.value }, problems: [...doubles, ...evil] };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

const start: Place = { line: 1, column: 1 };

/** 1-based line and column of an offset. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function problemAt(source: string, text: string, offset: number, message: string, found: string): ConfigProblem {
  return {
    source,
    pointer: '',
    ...placeOf(text, offset),
    message,
    found,
    allowed: '',
    suggestion: null,
    severity: 'error',
  };
}

/** Where a text stops being JSON, and why; undefined for a text that is. */
export function syntaxError(text: string): (Place & { readonly message: string }) | undefined {
  const parsed = parseText(text, false);
  return 'offset' in parsed ? { ...placeOf(text, parsed.offset), message: parsed.message } : undefined;
}

type Parsed =
  { readonly value: unknown } | { readonly offset: number; readonly message: string; readonly found: string };

function parseText(text: string, hasComments: boolean): Parsed {
  if (!hasComments) {
    try {
      return { value: JSON.parse(text) as unknown };
    } catch {
      // The tolerant parser below says where and why; JSON.parse's own text differs between Node versions.
    }
  }
  const { parse, printParseErrorCode } = require('jsonc-parser') as typeof import('jsonc-parser');
  const errors: import('jsonc-parser').ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: false, disallowComments: false });
  const [first] = errors;
  if (first === undefined) return { value };
  const found = JSON.stringify(text.slice(first.offset, first.offset + 12));
  const trailing = /^\s*[}\]]/.test(text.slice(first.offset)) && /,\s*$/.test(text.slice(0, first.offset));
  const message = trailing
    ? 'a comma stands at the end of a list or object'
    : sentence(printParseErrorCode(first.error));
  return { offset: first.offset, message, found };
}

/** `ValueExpected` as `value expected`. */
function sentence(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
