import { splitLine } from '../../../lib/run/tokens';

const flag = (typed: string, name: string, inline?: string): object => ({ kind: 'flag', typed, name, inline });
const word = (text: string): object => ({ kind: 'word', text });

it.each([
  ['--json', flag('--json', 'json')],
  ['--dry-run', flag('--dry-run', 'dry-run')],
  ['--tool=a=b', flag('--tool', 'tool', 'a=b')],
  ['--tool=', flag('--tool', 'tool', '')],
  ['--tool=a\nb', flag('--tool', 'tool', 'a\nb')],
  ['--Pin.Sync.tool', flag('--Pin.Sync.tool', 'Pin.Sync.tool')],
  ['-DryRun', flag('-DryRun', 'DryRun')],
  ['-Profile=x', flag('-Profile', 'Profile', 'x')],
  ['Pin.Sync', word('Pin.Sync')],
  ['Pin.Sync?', word('Pin.Sync?')],
  ['-', word('-')],
  ['-5', word('-5')],
  ['-1.10', word('-1.10')],
  ['--=x', word('--=x')],
  ['-Profile=', flag('-Profile', 'Profile', '')],
  ['', word('')],
  ['a=b', word('a=b')],
])('reads %s', (text, token) => {
  expect(splitLine([text])).toEqual({ tokens: [token], rest: undefined });
});

it.each(['-x', '-xvf', '-json', '-J'])('knows bundled short flags: %s', (text) => {
  expect(splitLine(['A', text]).tokens[1]).toEqual({ kind: 'short', text });
});

describe('what stands after --', () => {
  it('is left as it is', () => {
    expect(splitLine(['A', '--', '-x', '--json', '--'])).toEqual({ tokens: [word('A')], rest: ['-x', '--json', '--'] });
  });

  it('may be nothing', () => {
    expect(splitLine(['--'])).toEqual({ tokens: [], rest: [] });
  });
});
