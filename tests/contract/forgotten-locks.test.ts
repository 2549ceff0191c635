import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import type { LockRequest } from '../../lib/system/ports/locks';
import { packageRoot } from '../support/sandbox';
import { subjects, useSubject } from './subjects';

describe.each(subjects.filter(({ traits }) => traits.locks === 'kernel'))(
  'kernel locks of the $name System that are forgotten',
  (subject) => {
    const on = useSubject(subject);
    const file = (): string => on.path('locks', 'once.lock');
    const request = (purpose: string, waitMs = 0): LockRequest => {
      return { folder: on.path('locks'), name: 'once', waitMs, purpose };
    };

    it('leave no file', async () => {
      (await on.system.locks.acquire(request('a'))).release({ forget: true });
      expect(readdirSync(on.path('locks'))).toEqual([]);
    });

    it('go to one that waited, with a file of its own', async () => {
      const first = await on.system.locks.acquire(request('a'));
      const second = on.system.locks.acquire(request('b', 50_000));
      first.release({ forget: true });
      expect(await second).toMatchObject({ name: 'once' });
      await expect(on.system.locks.acquire(request('c'))).rejects.toMatchObject({ code: 'SYS020' });
      expect(existsSync(file())).toBe(true);
    });

    it('leave alone what another put at the path meanwhile', async () => {
      const first = await on.system.locks.acquire(request('a'));
      rmSync(file());
      const second = await on.system.locks.acquire(request('b'));
      first.release({ forget: true });
      await expect(on.system.locks.acquire(request('c'))).rejects.toMatchObject({ code: 'SYS020' });
      second.release();
    });
  },
);

describe.each(subjects.filter(({ name }) => name === 'real'))(
  'a lock that four processes take and forget',
  (subject) => {
    const on = useSubject(subject);

    it('has one holder at a time', async () => {
      // Who finds the file `inside` there is the second holder.
      const script = `
      const { closeSync, openSync, rmSync } = require('node:fs');
      const { realLocks } = require(${JSON.stringify(`${packageRoot}/dist/lib/system/real/locks.js`)});
      const [folder, inside] = process.argv.slice(1);
      (async () => {
        for (let turn = 0; turn < 300; ) {
          const held = await realLocks.acquire({ folder, name: 'once', waitMs: 0, purpose: 'turn' }).catch((error) => {
            if (error.code !== 'SYS020') throw error;
          });
          if (held === undefined) continue;
          closeSync(openSync(inside, 'wx'));
          rmSync(inside);
          held.release({ forget: true });
          turn += 1;
        }
      })();`;
      const ends = [1, 2, 3, 4].map(async () => {
        const child = spawn(process.execPath, ['-e', script, on.path('locks'), on.path('inside')], {
          stdio: 'inherit',
        });
        const [status] = (await once(child, 'exit')) as [number | null];
        return status;
      });
      expect(await Promise.all(ends)).toEqual([0, 0, 0, 0]);
      expect(readdirSync(on.path('locks'))).toEqual([]);
    });
  },
);
