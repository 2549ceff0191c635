export type { Config, ConfigPiece } from './config';
export { invalidConfig } from './faults';
export { loadConfig, withSources, type LoadedConfig } from './load';
export { userConfigFile } from './choose-file';
export { expandHome, isInside, type OwnedPaths } from './paths';
export { codeFolders, foldedNames, nullablePath, strictObject, textList } from './pieces';
export { describeProblem, type ConfigProblem } from './problem';
/** @lazy */
export { placeFindings } from './place-findings';
export type { ConfigFinding } from './place-findings';
export { escapePointer } from './pointer';
export { patchConfig, patchedFile, type ConfigChange } from './patch';
export { loadEntries } from './find-pieces';
