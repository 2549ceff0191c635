let isFirst = true;
let typescriptIsLoadable = false;

/**
 * Loads a task file. TypeScript of a user's own task folder is compiled on the way, without a type check.
 * @throws what the file throws; an error where it sets a failing exit code, which nobody would see behind the status of the run.
 */
export function loadModule(path: string): unknown {
  if (isFirst) endCompilerOfJust();
  isFirst = false;
  if (path.endsWith('ts') && /\.[cm]?ts$/.test(path) && !typescriptIsLoadable && !('__nativeRequire' in globalThis)) {
    typescriptIsLoadable = true;
    const { register } = require('ts-node') as typeof import('ts-node');
    register({
      transpileOnly: true,
      skipProject: true,
      // Also where package.json says "type": "module": what is compiled is CommonJS.
      moduleTypes: { '**/*.ts': 'cjs' },
      compilerOptions: { module: 'commonjs', target: 'es2022', esModuleInterop: true },
    });
  }
  const before = process.exitCode;
  const exported = require(path) as unknown;
  const asked = process.exitCode;
  // Some files set it to 0.
  if (asked === before || Number(asked ?? 0) === 0) return exported;
  process.exitCode = before;
  throw new Error(`it set process.exitCode to ${String(asked)}`);
}

/**
 * just compiles its config, and would go on to compile every file that is loaded later: modules that Node can load are refused by it, and the
 * text of a task's code would differ from door to door, so that nothing it made would be fresh behind the other one.
 */
function endCompilerOfJust(): void {
  const compiler: unknown = Reflect.get(process, Symbol.for('ts-node.register.instance'));
  if (typeof compiler !== 'object' || compiler === null || !('enabled' in compiler)) return;
  if (typeof compiler.enabled === 'function') Reflect.apply(compiler.enabled, compiler, [false]);
}
