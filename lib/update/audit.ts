import { forEachTool, type Manager, type PinFacts } from '../pin';
import type { ToolName } from './patterns';

/** A known weakness of something installed. */
export interface Advisory extends ToolName {
  /** The package of the tool's tree that has it, and the version that is installed. */
  readonly package: string;
  readonly version: string;
  readonly id: string;
  readonly severity: string;
  readonly title: string;
}

export interface NotAudited extends ToolName {
  readonly reason: string;
}

/** An installed package, where its registry marks it: the tool itself, or one that it needs. */
export interface MarkedVersion extends ToolName {
  readonly package: string;
  readonly version: string;
  readonly kind: 'deprecated' | 'yanked';
  readonly text: string;
}

export interface AuditedTools {
  readonly vulnerable: readonly Advisory[];
  readonly yanked: readonly MarkedVersion[];
  readonly notAudited: readonly NotAudited[];
}

/** Asks each manager about its installed tools; a manager or registry that knows nothing of weaknesses says why. */
export async function auditTools(
  facts: PinFacts,
  jobs: readonly { readonly manager: Manager; readonly tool: string }[],
): Promise<AuditedTools> {
  const { done, failed } = await forEachTool(jobs, async ({ manager, tool }) => {
    const gap = `${manager.name} has no source of advisories here`;
    const audit = (await manager.audit?.(facts.world, tool)) ?? { advisories: [], yanked: [], gap };
    return { named: { manager: manager.name, tool }, ...audit };
  });
  return {
    vulnerable: done.flatMap(({ named, advisories }) => advisories.map((advisory) => ({ ...named, ...advisory }))),
    yanked: done.flatMap(({ named, yanked }) => yanked.map((mark) => ({ ...named, ...mark, kind: 'yanked' as const }))),
    notAudited: [
      ...done.flatMap(({ named, gap }) => (gap === undefined ? [] : [{ ...named, reason: gap }])),
      ...failed.map(({ manager, tool, fault }) => ({ manager, tool, reason: fault.message })),
    ],
  };
}
