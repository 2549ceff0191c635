let typescriptIsLoadable = false;

/** Loads a task file. TypeScript of a user's own task folder is compiled on the way, without a type check. */
export function loadModule(path: string): unknown {
  if (path.endsWith('ts') && /\.[cm]?ts$/.test(path) && !typescriptIsLoadable && !('__nativeRequire' in globalThis)) {
    typescriptIsLoadable = true;
    const { register } = require('ts-node') as typeof import('ts-node');
    register({
      transpileOnly: true,
      skipProject: true,
      compilerOptions: { module: 'commonjs', target: 'es2022', esModuleInterop: true },
    });
  }
  return require(path) as unknown;
}
