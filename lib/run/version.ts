import type { ExitStatus } from '../kernel/exit';
import type { System } from '../system/port';
import { outClosed, writeOut } from '../system/terminal';
import { bareEnvelope } from './early';

/** `--version` and how to answer it, and nothing else. */
export function asksForVersion(argv: readonly string[]): boolean {
  return argv.includes('--version') && argv.every((word) => /^--(?:version|json|quiet|verbose|debug)$/.test(word));
}

/** Answers the version, as a line or as one document. */
export function answerVersion(json: boolean, version: string, { machine }: System, corrId: string): ExitStatus {
  const data = { version, node: process.versions.node, os: machine.os };
  writeOut(json ? `${JSON.stringify(bareEnvelope('--version', corrId, 0, data, null))}\n` : `clistack ${version}\n`);
  return outClosed() ? 506 : 0;
}
