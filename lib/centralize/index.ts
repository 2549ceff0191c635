export { applyVariables, revertVariables, type CentralizeReport } from './apply';
export { applyPath, type PathReport } from './path';
export { printedShells, printEnvironment, type PrintedShell } from './print';
export { cacheTools, knownVariableNames, writtenFolders } from './facts';
