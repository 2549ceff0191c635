import { shellStatus, type ExitStatus } from './exit';

/**
 * The one table of exit statuses. A POSIX shell shows a status modulo 256 (500 is 244), Windows and the JSON envelope
 * show it whole. 512 and every other multiple of 256 is forbidden: a POSIX shell would read it as success.
 */
export const exitStatuses = {
  0: 'success, or nothing needed changing',
  130: 'interrupted by Ctrl-C (SIGINT)',
  131: 'interrupted by Ctrl-\\ (SIGQUIT)',
  143: 'ended by SIGTERM, or by SIGHUP because its terminal was closed',
  201: 'an optional task failed',
  202: 'health findings',
  203: 'drift',
  204: 'updates available',
  205: 'some of many items failed, or several different 20x',
  206: 'waiting for approval',
  500: 'internal error: a bug in CliStack or in a task',
  501: 'usage error or unknown task',
  502: 'invalid config',
  503: 'a needed tool is missing',
  504: 'a remote platform refused or failed',
  505: 'the vault is locked, damaged or without a key',
  506: 'a file system operation failed',
  507: 'locked by another run',
  508: 'a time limit was reached',
  509: 'a task never finished',
  510: 'not on this system',
  511: 'could not check',
} as const;

/** The status that another run of ours ended with, from what a POSIX shell or Windows shows of it; undefined for a number that is none of ours. */
export function statusOf(shown: number): ExitStatus | undefined {
  // Keys of the table are its statuses.
  const known = Object.keys(exitStatuses).map(Number) as ExitStatus[];
  return known.find((status) => status === shown) ?? known.find((status) => shellStatus(status) === shown);
}
