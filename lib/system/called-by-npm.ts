/**
 * True where npm started the bin, so that a shell may not find it under its name. What npm was told to start is its name in quotes
 * (`npx clistack`) or a whole line (`npx -c`, a script of a package.json). The variable holds for all that comes from that start; where npm
 * started another program, such as `npx just` or a shell, that is what it says, also when the bin is called from there.
 * @lazy
 */
export function isCalledByNpm(): boolean {
  const script = process.env['npm_lifecycle_script'];
  return script !== undefined && /^['"]?(?:clistack|devops-cli)(?:['"\s]|$)/.test(script);
}
