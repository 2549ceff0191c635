export type {
  InstalledTool,
  InstallRequest,
  LockedPackage,
  LockedTree,
  Manager,
  ManagerAbilities,
  ManagerProgram,
  ManagerWorld,
  OfferedTool,
  OfferedVersion,
  ToolProgram,
} from './manager';
