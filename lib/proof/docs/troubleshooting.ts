import { shellStatus, type ExitStatus } from '../../kernel/exit';
import { exitStatuses } from '../../kernel/exit-statuses';
import { allFaults } from '../../run/explain';
import type { FileReader } from '../../system/ports/files';

/** Every fault and every exit status, from the code that makes them. */
export function renderTroubleshooting(files: Pick<FileReader, 'list' | 'stat'>): string {
  const statuses = Object.entries(exitStatuses).map(
    ([key, meaning]) => `| ${key} | ${shellStatus(Number(key) as ExitStatus)} | ${meaning} |`,
  );
  const faults = allFaults(files).flatMap(({ code, title, why, exit, fixShape }) => [
    `## ${code}: ${title}`,
    '',
    `Status ${exit}. ${why}`,
    '',
    `Next: \`${fixShape}\``,
    '',
  ]);
  return [
    '# Troubleshooting',
    '',
    'Generated from the faults by `npm run generate`. `npx just Explain <code>` prints the same on the machine.',
    '',
    'A run ends with the first 50x of its tasks; else with the one kind of 20x there was, 205 for several kinds; else with 0.',
    '',
    '| Status | A POSIX shell shows | Meaning |',
    '|---|---|---|',
    ...statuses,
    '',
    'A start that ends without a word (`Segmentation fault`, 139; `Trace/breakpoint trap`, 133), each time, after a damage of the disk: what V8 kept of',
    'an installed package is damaged. Delete the folder `~/.local/state/clistack/code` (`$XDG_STATE_HOME/clistack/code`,',
    '`%LOCALAPPDATA%\\CliStack\\code`); the next runs make it anew.',
    '',
    ...faults,
  ].join('\n');
}
