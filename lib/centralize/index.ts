export { applyVariables, revertVariables, type CentralizeReport } from './apply';
export { applyPath, isOnPath, lookAtPath, type PathReport } from './path';
export { forThisShell, printedShells, printEnvironment, type PrintedShell } from './print';
export { zshFolder } from './zsh-folder';
export { cacheTools, knownVariableNames, writtenFolders } from './facts';
