export type { Config, ConfigPiece } from './config';
export { invalidConfig } from './faults';
export { loadConfig, withSources, type LoadedConfig } from './load';
export { expandHome, isInside, type OwnedPaths } from './paths';
export { codeFolders, nullablePath, strictObject, textList } from './pieces';
export { describeProblem } from './problem';
