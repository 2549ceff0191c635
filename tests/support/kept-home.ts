import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** A home as it was at a moment. */
export interface KeptHome {
  /** Puts all of it back to where it was: paths in it lead to the same places again. */
  restore(): void;
  dispose(): void;
}

export function keepHome(home: string): KeptHome {
  const kept = `${home}.kept`;
  execFileSync('cp', ['-a', home, kept]);
  return {
    restore: () => {
      rmSync(home, { recursive: true, force: true });
      execFileSync('cp', ['-a', kept, home]);
    },
    dispose: () => {
      rmSync(kept, { recursive: true, force: true });
    },
  };
}
