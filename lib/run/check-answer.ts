import { answerNotData } from './faults';

/**
 * Refuses what no document, record or checkpoint can hold, while the task can still fail for it: found when the run is over, it would
 * take the answers of all others with it.
 * @throws `answerNotData` (RUN058, 500).
 */
export function checkAnswer(task: string, data: unknown): void {
  if (data === null || data === undefined || typeof data === 'string' || typeof data === 'boolean') return;
  let reason = `it is a ${typeof data}`;
  try {
    // Undefined for code and symbols, whatever its type says.
    const text = JSON.stringify(data) as string | undefined;
    if (text !== undefined) return;
  } catch (error) {
    reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  }
  throw answerNotData({ task, reason });
}
