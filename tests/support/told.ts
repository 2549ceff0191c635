import { documentOf, type Sandbox } from './sandbox';

/** What the document of a line says of its end: status, error, and state and reason of each task. */
export async function toldBy(sandbox: Sandbox, ...line: readonly string[]): Promise<Record<string, unknown>> {
  const { exit_code, error, tasks } = documentOf(await sandbox.run('clistack', [...line, '--json']));
  const results = tasks as readonly { readonly task: string; readonly state: string; readonly reason: string | null }[];
  return {
    exit_code,
    ...(error as { readonly code: string; readonly message: string } | null),
    states: results.map(({ task, state }) => `${task} ${state}`),
    reasons: results.map(({ reason }) => reason),
  };
}
