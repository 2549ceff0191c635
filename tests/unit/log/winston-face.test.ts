import { winstonFace } from '../../../lib/log/winston-face';
import { logLevels, type LogFields, type Logger } from '../../../lib/log/logger';

type Line = readonly [level: string, msg: string, fields: unknown];

function listening(): { readonly lines: Line[]; readonly log: Logger } {
  const lines: Line[] = [];
  const at =
    (level: string) =>
    (msg: string, fields: LogFields = {}): void =>
      void lines.push([level, msg, JSON.parse(JSON.stringify(fields))]);
  return {
    lines,
    log: { error: at('error'), warn: at('warn'), info: at('info'), verbose: at('verbose'), debug: at('debug') },
  };
}

describe('a winston logger over our log', () => {
  it('passes every level on, before the call returns', () => {
    const { lines, log } = listening();
    const winston = winstonFace(log);
    for (const level of logLevels) winston.log(level, `at ${level}`);
    expect(lines).toEqual(logLevels.map((level) => [level, `at ${level}`, {}]));
  });

  it('passes fields on', () => {
    const { lines, log } = listening();
    winstonFace(log).warn('slow', { ms: 12 });
    expect(lines).toEqual([['warn', 'slow', { ms: 12 }]]);
  });

  it('passes the fields of a child on', () => {
    const { lines, log } = listening();
    winstonFace(log).child({ part: 'x' }).info('hello');
    expect(lines).toEqual([['info', 'hello', { part: 'x' }]]);
  });

  it('passes an error on with its message', () => {
    const { lines, log } = listening();
    winstonFace(log).error('it failed:', new Error('no room'));
    expect(lines[0]?.[0]).toBe('error');
    expect(lines[0]?.[1]).toContain('no room');
  });

  it('makes a text of a message that is none', () => {
    const { lines, log } = listening();
    winstonFace(log).info({ message: 7 });
    expect(lines).toMatchObject([['info', '7', {}]]);
  });

  it('takes a level that it does not know for info', () => {
    const { lines, log } = listening();
    const winston = winstonFace(log);
    winston.levels['silly'] = 0;
    winston.log('silly', 'hello');
    expect(lines).toEqual([['info', 'hello', {}]]);
  });
});
