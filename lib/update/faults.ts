import { defineFault } from '../kernel/fault';
import { toType } from '../kernel/to-type';

export const notPutBack = defineFault<{ manager: string; tool: string; from: string; at: string; reason: string }>({
  code: 'UPD001',
  exit: 504,
  title: 'a tool of a group could not be put back',
  why: 'Another tool of its group failed, and the version that was there before could not be installed again. The tool works in its new version, which is what the lock names now; the others of the group are as they were.',
  message: ({ manager, tool, at, reason }) => `${manager}:${tool} is at ${at} and could not be put back: ${reason}`,
  fix: ({ tool, from }) =>
    `${toType('Update.All')} for the others of the group, or write "${from}" as the pin of ${tool} and ${toType('Pin.Sync')}`,
});
