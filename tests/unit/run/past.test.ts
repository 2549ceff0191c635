import { findLines } from '../../../lib/run/past-lines';
import { listRuns } from '../../../lib/run/past-runs';
import { unreadable } from '../../../lib/system/faults';
import { createMemorySystem } from '../../../lib/system/memory';
import type { System } from '../../../lib/system/port';

const folder = '/state/past';
const run = '0f3c0000-0000-4000-8000-000000000000';
const record = { run, corr_id: run, command: 'A', finished: '2026-01-15T12:00:00.000Z', exit_code: 0, duration_ms: 1 };

describe('past runs', () => {
  it('are listed also where one of them may not be read, which is told', () => {
    const closed = `${folder}/${run.replace('0', '1')}.json`;
    const memory = createMemorySystem({ files: { [`${folder}/${run}.json`]: JSON.stringify(record), [closed]: '{}' } });
    const readText = (path: string): string => {
      if (path === closed) throw unreadable({ path, reason: 'permission denied' });
      return memory.files.readText(path);
    };
    const system: System = { ...memory, files: { ...memory.files, readText } };
    const told: string[] = [];
    expect(listRuns(system, folder, (path) => void told.push(path))).toEqual([record]);
    expect(told).toEqual([closed]);
  });
});

describe('past lines', () => {
  const query = { level: 'debug', limit: 10 } as const;
  const ours = { corr_id: run, task: 'A', level: 'info', msg: 'ours' };

  it.each([{ corr_id: 7 }, { corr_id: null }, { task: 7 }, { task: {} }, { level: 7 }])(
    'are read beside a line of another program in the folder: %j',
    (other) => {
      const lines = [{ ...ours, ...other, msg: 'theirs' }, ours].map((line) => `${JSON.stringify(line)}\n`).join('');
      const system = createMemorySystem({ files: { [`${folder}/2026-01-15.jsonl`]: lines } });
      const found = findLines(system, folder, { ...query, run: run.slice(0, 8), task: 'A' });
      expect(found.map(({ msg }) => msg)).toEqual(['ours']);
    },
  );

  it('are the newest of a file with more of them than a call takes arguments', () => {
    const lines = Array.from({ length: 200_000 }, (_, at) => `${JSON.stringify({ ...ours, msg: String(at) })}\n`);
    const files = { [`${folder}/2026-01-15.jsonl`]: lines.join(''), [`${folder}/2026-01-16.jsonl`]: lines[7] ?? '' };
    const found = findLines(createMemorySystem({ files }), folder, { ...query, limit: 3 });
    expect(found.map(({ msg }) => msg)).toEqual(['199998', '199999', '7']);
  });

  it('are read beside a folder whose name ends like that of a log', () => {
    const files = { [`${folder}/2026-01-15.jsonl`]: `${JSON.stringify(ours)}\n` };
    const system = createMemorySystem({ files, folders: [`${folder}/2026-01-16.jsonl`] });
    expect(findLines(system, folder, query)).toEqual([ours]);
  });
});
