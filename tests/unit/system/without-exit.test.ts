import { withoutExit } from '../../../lib/system/without-exit';

it('turns an exit while a file is loaded into an error, and gives the exit back', () => {
  const { exit } = process;
  expect(() => withoutExit(() => process.exit(0))).toThrow('calls process.exit(0)');
  expect(process.exit).toBe(exit);
});

it('answers what the call answers', () => {
  expect(withoutExit(() => 7)).toBe(7);
});
