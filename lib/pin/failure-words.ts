import type { StackError } from '../kernel/fault';
import { foldedName } from '../kernel/folded-name';
import {
  diskFull,
  installFailed,
  integrityRefused,
  lockLacksPackage,
  registryUnreachable,
  toolchainMissing,
  unknownTool,
} from './faults';
import { readFailedScript } from './failed-script';

interface Asked {
  readonly manager: string;
  readonly tool: string;
}

interface Meaning {
  readonly make: (data: Asked & { readonly reason: string }, options: { readonly cause: unknown }) => StackError;
  readonly words: RegExp;
}

/** Where the words name what has no such version, it must be the tool: one that it depends on is another matter. */
const versions =
  /there is no version of (?<uv>[\w.-]+)[=<>~!]|No matching version found for (?<npm>@?[^@\s]+)@|No match found for version|satisfies the requirement (?<pip>[\w.-]+)\S* \(from versions: (?!none)/;

const full = /\bENOSPC\b|\bEDQUOT\b|No space left on device|not enough space on the disk|[Dd]isk quota exceeded/;

/**
 * What the words of a failed package manager mean, most telling first. Codes are matched as they are written: in any case, ENOTFOUND would
 * be found in ModuleNotFoundError.
 */
const meanings: readonly Meaning[] = [
  // Whatever else goes wrong then goes wrong for want of room.
  { make: diskFull, words: full },
  { make: integrityRefused, words: /EINTEGRITY|[Ii]ntegrity checksum failed|[Hh]ash(?:es)? (?:mismatch|do not match)|do not match the hashes|DO NOT MATCH THE HASHES|checksum .*(?:failed|changed|mismatch)|verify the checksum/ },
  // uv unpacks as it fetches, and so before it has the hash of all. What fits its hash can be damaged as well.
  { make: (data, options) => integrityRefused({ ...data, reason: `its file is damaged: ${data.reason}` }, options), words: /decompression error: |Failed to read from zip file|\bWheel '.+' located at .+ is invalid|\bBad (?:CRC|(?:un)?compressed size) \(got / },
  { make: lockLacksPackage, words: /no trusted hash was provided for|In --require-hashes mode, all requirements must have their versions pinned/ },
  { make: toolchainMissing, words: /rustup could not choose a version of cargo|no default (?:toolchain )?is configured/ },
  // The index that refuses a login or is broken: what it has, nobody knows.
  { make: (data, options) => registryUnreachable({ ...data, refused: true }, options), words: /\bE(?:40[137]|429|5\d\d)\b|\b(?:401 Unauthorized|403 Forbidden|407 Proxy|429 Too Many|40[137] Client Error|429 Client Error|5\d\d Server Error)|HTTP status (?:server|client) error|[Tt]oo many 5\d\d error responses|HTTP error (?:40[137]|5\d\d)|, got (?:40[137]|429|5\d\d)\b|\b5\d\d (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?[Oo]ut)|ENEEDAUTH/ },
  { make: (data, options) => unknownTool({ ...data, lacks: 'version' }, options), words: versions },
  { make: registryUnreachable, words: /\b(?:ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b|Temporary failure in name resolution|Name or service not known|[Cc]onnection (?:refused|reset|timed out|aborted|broken)|(?:NewConnection|ReadTimeout|ConnectTimeout|MaxRetry|Proxy)Error|Read timed out|Remote end closed connection|Request failed after \d+ retr|error sending request|dns error|Could not resolve host|[Nn]etwork (?:is unreachable|was disabled|timeout)|spurious network error|Network connectivity is disabled|certificate verify failed|(?:SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY))\w+/ },
  // Building from sources runs their code, so what has no wheel is as good as not there.
  { make: unknownTool, words: /has no (?:usable )?wheels|only has? (?:source|sdist)/ },
  { make: (data, options) => installFailed({ ...data, reason: 'it brings no program, so it is a library' }, options), words: /Failed to install entrypoints for `|[Nn]o apps associated with package/ },
  { make: unknownTool, words: /E404|ETARGET|No matching distribution|no version of|no matching package|not found in the package registry|could not find `|No solution found|is not in this registry|did not match any packages|failed to select a version|have conflicting dependencies/ },
]; // prettier-ignore

/** The fault that the words of a failed package manager stand for, with the line of them that says most. */
export function faultOf(words: string, asked: Asked, cause: unknown): StackError {
  const lines = linesOf(words);
  const script = readFailedScript(lines);
  if (script !== undefined) return installFailed({ ...asked, reason: shorten(script) }, { cause });
  const text = lines.map((line) => line.text).join('\n');
  const meaning = meanings.find((one) => one.words.test(text) && (one.words !== versions || isOwn(text, asked.tool)));
  const { make, words: known } = meaning ?? { make: installFailed, words: undefined };
  return make({ ...asked, reason: shorten(tellingLine(lines, known)) }, { cause });
}

/** What a package manager that ended well says of a file that it left out for want of room: npm only warns. */
export function fullDiskOf(words: string, asked: Asked): StackError | undefined {
  const said = linesOf(words).find(({ text }) => text.includes('TAR_ENTRY_ERROR') && full.test(text));
  return said === undefined ? undefined : diskFull({ ...asked, reason: shorten(said.text.replace(warnMark, '')) });
}

function isOwn(text: string, tool: string): boolean {
  const { uv, npm, pip } = versions.exec(text)?.groups ?? {};
  const named = uv ?? npm ?? pip;
  return named === undefined || foldedName(named) === foldedName(tool);
}

interface Line {
  readonly text: string;
  readonly isError: boolean;
}

const warnMark = /^npm warn (?:tar )?/i;
const errorMark = /^\s*(?:npm )?(?:error|ERR!)[:\s]*/i;

function linesOf(words: string): readonly Line[] {
  // The lines of code in a traceback name every error that could have come; what came is not indented.
  const isTrace = /^Traceback \(most recent call last\)/m.test(words);
  return words.split('\n').flatMap((line) => {
    if (isTrace && /^\s/.test(line)) return [];
    const text = line
      .replace(errorMark, '')
      .replace(/^\s*(?:(?:cause|hint): |notarget |nospc )/, '')
      .replace(/^(?:\w+\.)+(?=\w+: )/, '')
      // Where an object of pip's lies in its memory, and how often it will try, is for nobody.
      .replaceAll(/<[\w.]+ object at 0x[0-9a-f]+>(?:: |, )?/g, '')
      .replace(/Retrying \(Retry\([^)]*\)\) after /, '')
      .trim();
    return text === '' ? [] : [{ text, isError: errorMark.test(line) }];
  });
}

/** Only a code, or a title that says nothing of what follows: no sentence needs it. */
const bare = /^(?:(?:code|errno|syscall) |No solution found when resolving dependencies)/i;
const noise =
  /^(?:notice|(?:npm )?warn(?:ing)?\b|A complete log|Log files were not|\[notice\]|Traceback|During handling)/i;

/** The line that says most: one that says what is known by its words, else the first one with an error, else the last one. */
function tellingLine(all: readonly Line[], known: RegExp | undefined): string {
  const lines = all.filter(({ text }) => !bare.test(text));
  const telling = lines.filter(({ text }) => !noise.test(text));
  const said = known === undefined ? undefined : [...telling, ...lines].find(({ text }) => known.test(text));
  const line = said ?? telling.find(({ isError }) => isError) ?? telling.at(-1);
  return line?.text.replace(/^WARNING: /, '') ?? 'it does not say why';
}

const longest = 300;

/** Cut between words. */
function shorten(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest).replace(/\s+\S*$/, '')} …`;
}
