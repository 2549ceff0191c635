import type { Step } from '../system/step';
import type { JournalStep } from './entry';

/** What is secret in a text. */
export interface Secrets {
  text(text: string): string;
  found(text: string): readonly string[];
}

export const noSecrets: Secrets = { text: (text) => text, found: () => [] };

/** What was run is told and never run again. All else of a step is needed as it is to take it back, also the command that would. */
export function masked(step: Step, redact: (text: string) => string): Step {
  if (step.kind !== 'child.run') return step;
  const { argv, undo } = step;
  const told = undo.kind === 'none' ? { ...undo, reason: redact(undo.reason) } : undo;
  return { ...step, argv: argv.map(redact), undo: told };
}

/** What was left in a step as it is and must be masked by whoever takes it back: by then nobody else knows that it is secret. */
export function secretsOf(step: Step, { found }: Secrets): Pick<JournalStep, 'secrets'> {
  const secrets = new Set(textsIn(step).flatMap(found));
  return secrets.size === 0 ? {} : { secrets: [...secrets] };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
