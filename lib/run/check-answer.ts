import { whyNoData } from '../kernel/lost-in-json';
import { answerNotData } from './faults';

/**
 * Refuses what no document, record or checkpoint can hold, while the task can still fail for it: found when the run is over, it would
 * take the answers of all others with it. What JSON drops without a word, or makes `{}` or null of, is refused as well; not what is
 * undefined, which is nothing also as null: the answers of a list of calls are such.
 * @throws `answerNotData` (RUN058, 500), which names the place: `a.b[2] is a Map`.
 */
export function checkAnswer(task: string, data: unknown): void {
  const reason = whyNoData(data);
  if (reason !== undefined) throw answerNotData({ task, reason });
}
