export type { Config, ConfigPiece, JsonSchema } from './config';
export { userConfigFile } from './choose-file';
export { configMissing, configPresent, invalidConfig } from './faults';
export { loadConfig, withSources, type LoadedConfig } from './load';
export { baseFolders, expandHome, isInside, type OwnedPaths } from './paths';
export { nullablePath, pathSchema, strictObject, textList } from './pieces';
export { describeProblem, type ConfigProblem } from './problem';
