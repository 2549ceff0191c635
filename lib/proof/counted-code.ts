import type { FileCoverageData } from 'istanbul-lib-coverage';
import type { Instrumenter } from 'istanbul-lib-instrument';

/** What a file counts, by place: statements, functions, and the ways of each branch. */
export interface Counts {
  readonly s: readonly number[];
  readonly f: readonly number[];
  readonly b: readonly (readonly number[])[];
}

export interface CountedCode {
  readonly code: string;
  /** Where in the file each count belongs, with every count at zero. */
  readonly about: FileCoverageData;
}

/**
 * Code that counts what it runs in `globalThis.__coverage__`, by the path of the file. Counts alone: where they belong in the file is two
 * thirds of what istanbul writes, and each start would read it and each end write it again.
 */
export function countCode(instrumenter: Instrumenter, text: string, path: string, sourceMap: object): CountedCode {
  const code = instrumenter.instrumentSync(text, path, sourceMap as Parameters<Instrumenter['instrumentSync']>[2]);
  const about = instrumenter.lastFileCoverage();
  const [, name] = /function (cov_\w+)\(\)\{/.exec(code) ?? [];
  if (name === undefined) return { code, about };
  const first = `${name}();`;
  const from = code.indexOf(`function ${name}(){`);
  const to = code.indexOf(first, from) + first.length;
  const { s, f, b } = zeroCounts(about);
  const zeros = `{s:Array(${s.length}).fill(0),f:Array(${f.length}).fill(0),b:${JSON.stringify(b)}}`;
  const own = `var ${name}=(globalThis.__coverage__??={})[${JSON.stringify(path)}]??=${zeros};`;
  return { code: (code.slice(0, from) + own + code.slice(to)).replaceAll(`${name}().`, `${name}.`), about };
}

/** Istanbul numbers its counts from 0. */
function zeroCounts({ s, f, b }: FileCoverageData): Counts {
  const zeros = (length: number): number[] => Array.from({ length }, () => 0);
  return {
    s: zeros(Object.keys(s).length),
    f: zeros(Object.keys(f).length),
    b: Object.values(b).map(({ length }) => zeros(length)),
  };
}
