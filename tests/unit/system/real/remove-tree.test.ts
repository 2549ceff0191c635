import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRealSystem } from '../../../../lib/system/real';
import { errorWith } from '../../../contract/matching';
import { asUser } from '../../../support/as-user';
import { describeOnly, whyNotRoot } from '../../../support/only-where';

let folder = '';
const at = (...names: string[]): string => join(folder, ...names);
const { files } = createRealSystem();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

// Root may write in every folder.
describeOnly(whyNotRoot, 'removing a tree', () => {
  const plant = (): void => {
    mkdirSync(at('a', 'closed', 'deep'), { recursive: true });
    writeFileSync(at('a', 'closed', 'deep', 'file'), 'one');
    for (const path of [folder, at('a'), at('a', 'closed'), at('a', 'closed', 'deep')]) chownSync(path, 65534, 65534);
  };

  it('takes folders along that may not be written in, as those of module caches', () => {
    plant();
    chmodSync(at('a', 'closed', 'deep'), 0o555);
    chmodSync(at('a', 'closed'), 0o555);
    asUser(65534, [], () => {
      files.removeTree(at('a'));
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says what keeps a part of it, and where that lies now', () => {
    plant();
    // In a folder with this bit nobody removes what is not his, as nobody removes what is immutable.
    chownSync(at('a', 'closed', 'deep'), 0, 0);
    chownSync(at('a', 'closed', 'deep', 'file'), 0, 0);
    chmodSync(at('a', 'closed', 'deep'), 0o1777);
    asUser(65534, [], () => {
      const reason = expect.stringMatching(/^a part of it could not be removed: operation not permitted$/) as unknown;
      const path = expect.stringMatching(/clistack-tmp$/) as unknown;
      expect(() => {
        files.removeTree(at('a'));
      }).toThrow(errorWith({ code: 'SYS004', data: { path, reason } }));
    });
  });
});
