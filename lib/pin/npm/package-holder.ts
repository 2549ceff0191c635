/** `package.json` and `node_modules` in `<tool>/node_modules/<tool>` of a private project, below the folder of all of them. */
const ownPackage = /^((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]node_modules[\\/]\1[\\/](?:package\.json|node_modules)$/;
const anyPackage = /^(.*[\\/]node_modules(?:[\\/]@[^\\/]+)?)[\\/][^\\/]+[\\/](?:package\.json|node_modules)$/;

/**
 * The folder that a dependency lies in, for the paths of its package.json and of the folder of what it has for itself: npm puts a package anew
 * into its place and writes into none, so the folder has changed when one of its packages did. Any other path, those of the tool's own package
 * too, stands for itself.
 * @param below the folder of all private projects, a separator at its end.
 */
export function packageHolder(below: string, path: string): string {
  return ownPackage.test(path.slice(below.length)) ? path : (anyPackage.exec(path)?.[1] ?? path);
}
