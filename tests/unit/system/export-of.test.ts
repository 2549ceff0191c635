import { Script } from 'node:vm';
import { exportOf } from '../../../lib/system/export-of';

const refusalOf = (load: () => unknown): string => {
  try {
    exportOf('/x/own.js', load, (problem) => new Error(problem));
    return 'loaded';
  } catch (error) {
    return (error as Error).message;
  }
};

it('names the line of code that cannot be read', () => {
  const load = (): unknown => new Script('const fine = 1;\nconst broken = ;', { filename: '/x/own.js' });
  expect(refusalOf(load)).toBe("throws while loading: Unexpected token ';' (line 2)");
});

it('names what a compiler says below its first line', () => {
  const load = (): unknown => {
    throw new Error('Unable to compile TypeScript:\n  own.ts(1,10): error TS1110: Type expected.\n');
  };
  expect(refusalOf(load)).toBe(
    'throws while loading: Unable to compile TypeScript: own.ts(1,10): error TS1110: Type expected.',
  );
});

it('names whatever else was thrown, on one line', () => {
  const load = (): unknown => {
    throw new Error('Cannot find module x\nRequire stack:\n- own.js');
  };
  expect(refusalOf(load)).toBe('throws while loading: Cannot find module x');
});
