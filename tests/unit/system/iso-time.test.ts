import fc from 'fast-check';
import { isoTime } from '../../../lib/system/iso-time';

it('writes what Date writes, for every millisecond of four centuries', () => {
  const from = Date.UTC(1800, 0, 1);
  const to = Date.UTC(2200, 0, 1);
  fc.assert(
    fc.property(fc.integer({ min: from, max: to }), (ms) => {
      expect(isoTime(ms)).toBe(new Date(ms).toISOString());
    }),
    { numRuns: 5000 },
  );
});
