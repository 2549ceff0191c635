import type { GraphNode, ResolvedJob } from '../kernel/route';

/** What a task is made of, in order: the tasks it needs, `{}` for its own code. References of one group stand in brackets. */
export function jobsOf<C>(node: Pick<GraphNode<C>, 'jobs'> | undefined): readonly string[] {
  return (node?.jobs ?? []).map(jobText);
}

function jobText<C>(job: ResolvedJob<C>): string {
  if (typeof job === 'function') return '{}';
  const names = job.map(({ name, safe }) => `${name}${safe ? '?' : ''}`);
  return names.length === 1 ? names.join('') : `[${names.join(' | ')}]`;
}
