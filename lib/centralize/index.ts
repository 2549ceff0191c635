export { applyVariables, revertVariables, type CentralizeReport } from './apply';
export { applyPath, isOnPath, lookAtPath, type PathReport } from './path';
export { callingShell } from './calling-shell';
export { forThisShell, printedFor, printedShells, printEnvironment, type PrintedShell } from './print';
export { zshFolder } from './zsh-folder';
export { cacheTools, knownVariableNames, writtenFolders } from './facts';
