export { applyVariables, revertVariables, type CentralizeReport } from './apply';
export { cacheTools, knownVariableNames, writtenFolders } from './facts';
