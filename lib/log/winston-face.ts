import type { Logger as WinstonLogger } from 'winston';
import { logLevels, type LogLevel, type Logger } from './logger';

/**
 * A winston logger whose only transport is our synchronous one: tasks and libraries that speak winston get every promise of our
 * log (no line lost when the process ends, redaction, rotation). Loading winston costs more than a small run, so it happens here and
 * nowhere else.
 */
export function winstonFace(log: Logger): WinstonLogger {
  const { createLogger, Transport } = loadWinston();
  class SynchronousTransport extends Transport {
    override log(info: Record<string, unknown>, next: () => void): void {
      const { level, message, ...fields } = info;
      const at = logLevels.find((known) => known === level) ?? 'info';
      log[at](String(message), fields);
      next();
    }
  }
  const levels = Object.fromEntries(logLevels.map((level, index): [LogLevel, number] => [level, index]));
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the class is made here, from winston's own base
  return createLogger({ levels, level: 'debug', transports: [new SynchronousTransport()] });
}

/** Both on first use: winston, and the base class that its documentation names for transports. */
function loadWinston(): Pick<typeof import('winston'), 'createLogger'> & {
  readonly Transport: typeof import('winston-transport');
} {
  const { createLogger } = require('winston') as typeof import('winston');
  return { createLogger, Transport: require('winston-transport') as typeof import('winston-transport') };
}
