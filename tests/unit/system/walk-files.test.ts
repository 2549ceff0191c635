import { unreadable } from '../../../lib/system/faults';
import { walkOver } from '../../../lib/system/walk-files';

/** A folder that holds one which cannot be listed for the given reason. */
function folderWith(code: string): Parameters<typeof walkOver>[0] {
  return {
    list: (path) => {
      if (path === '/tree') return [{ name: 'inner', kind: 'folder' }];
      throw unreadable({ path, reason: code }, { cause: Object.assign(new Error(code), { code }) });
    },
  };
}

describe('a walk that is told of what it cannot read', () => {
  it.each(['EACCES', 'EPERM', 'ENOENT'])('goes on after %s', (code) => {
    const told: string[] = [];
    const walk = walkOver(folderWith(code));
    const seen = [...walk('/tree', { onUnreadable: (path) => told.push(path) })].map(({ name }) => name);
    expect({ seen, told }).toEqual({ seen: ['inner'], told: ['/tree/inner'] });
  });

  it.each(['EMFILE', 'EIO'])('ends with %s: half a walk must not look like a whole one', (code) => {
    const walk = walkOver(folderWith(code));
    expect(() => [...walk('/tree', { onUnreadable: () => undefined })]).toThrow(`cannot read /tree/inner: ${code}`);
  });
});
