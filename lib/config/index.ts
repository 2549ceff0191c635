export type { Config, ConfigPiece } from './config';
export { invalidConfig } from './faults';
export { loadConfig, withSources, type LoadedConfig } from './load';
export { userConfigFile } from './choose-file';
export { expandHome, isInside, type OwnedPaths } from './paths';
export { codeFolders, foldedNames, nullablePath, nullablePathEntry, strictObject, textList } from './shapes';
export { describePlace, describeProblem, type ConfigPlace, type ConfigProblem } from './problem';
export { placeFindings, type ConfigFinding } from './place-findings';
/** @lazy */
export { placeInConfig } from './place-findings';
export { isOverride } from './environment-overrides';
export { escapePointer } from './pointer';
export { locatePointer } from './locate';
export { syntaxError } from './read-document';
export { patchConfig, patchedFile, type ConfigChange } from './patch';
export { loadEntries } from './find-pieces';
