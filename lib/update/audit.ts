import { forEachTool, type Manager, type PinFacts } from '../pin';
import type { ToolName } from './patterns';

/** A known weakness of something installed. */
export interface Advisory extends ToolName {
  /** The package of the tool's tree that has it, and the versions that do. */
  readonly package: string;
  readonly version: string;
  readonly id: string;
  readonly severity: string;
  readonly title: string;
}

export interface NotAudited extends ToolName {
  readonly reason: string;
}

/** Asks each manager about its installed tools; a manager or registry that knows nothing of weaknesses says why. */
export async function auditTools(
  facts: PinFacts,
  jobs: readonly { readonly manager: Manager; readonly tool: string }[],
): Promise<{ readonly vulnerable: readonly Advisory[]; readonly notAudited: readonly NotAudited[] }> {
  const { done, failed } = await forEachTool(jobs, async ({ manager, tool }) => ({
    manager: manager.name,
    tool,
    answer: (await manager.audit?.(facts.world, tool)) ?? `${manager.name} has no source of advisories here`,
  }));
  return {
    vulnerable: done.flatMap(({ manager, tool, answer }) =>
      typeof answer === 'string' ? [] : answer.map((advisory) => ({ manager, tool, ...advisory })),
    ),
    notAudited: [
      ...done.flatMap(({ manager, tool, answer }) =>
        typeof answer === 'string' ? [{ manager, tool, reason: answer }] : [],
      ),
      ...failed.map(({ manager, tool, fault }) => ({ manager, tool, reason: fault.message })),
    ],
  };
}
