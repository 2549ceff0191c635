export type {
  InstalledTool,
  InstallRequest,
  LockedTree,
  Manager,
  ManagerProgram,
  ManagerWorld,
  OfferedTool,
  OfferedVersion,
} from './manager';
/** @lazy */
export { unreadablePins } from './unreadable-pins';
export { comparePins, isDrift, pinOf, type PinFacts, type PinRow } from './compare';
export { inspectFiles } from './inspect-files';
export { damageOfTool, forEachTool, type ToolFailure } from './each-tool';
export { endOfMany } from './end';
export { registryUnreachable, toolDamaged } from './faults';
export { orphanPins, readPinFacts } from './facts';
export { installTree, type InstallPace } from './install-tree';
export { likelyNames } from './pretended-tree';
export { pacedWorld, paceOf, paceOption } from './pace';
export { lockConfig, lockLocked, lockSystem, staleReasons } from './lock';
export { completeLock, type NarrowTool } from './complete-lock';
export { writePinsLock } from './kept-lock';
export { compareRemembered } from './remembered-rows';
export { renderRows, toReportRow, type ReportRow } from './report';
export type { ChooseVersion } from './resolve';
export { isAsked, syncPins, type SyncReport } from './sync';
export { proposeImport, type ImportReport } from './import';
export type { InstallReport } from './install';
export { listedLink } from './listed-link';
export { isSameTool } from './same-tool';
export { installListed, installOptions, renderInstalls } from './install-listed';
export { bootstrapPipx, withPipx } from './pipx/bootstrap';
export { loadManagers } from './load-managers';
export { loadSources } from './load-sources';
export { binsOf } from './npm/bins';
export { readInstalls, userCargoRoot } from './cargo/installs';
export { userPipxHome } from './pipx/user-home';
export { readReceipt } from './uv/receipt';
export { userUvTools } from './uv/user-folder';
export { keepLockInStep } from './lock-in-step';
