import { runInThisContext } from 'node:vm';

/** What a CommonJS module that needs nothing exports, by its text. */
export function evaluated(text: string): unknown {
  const module = { exports: {} };
  // The text is that of a function.
  (runInThisContext(`(function (module) {${text}})`) as (module: object) => void)(module);
  return module.exports;
}
