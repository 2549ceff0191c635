import { suggest } from '../../../lib/kernel/suggest';

const names = ['Pin.Sync', 'Pin.Show', 'Health.Check', 'Pin.Syncs', 'Tasks'];

describe('suggestions', () => {
  it('begin with the closest name', () => {
    expect(suggest('Pin.Snyc', names)[0]).toBe('Pin.Sync');
  });

  it('do not mind the case', () => {
    expect(suggest('PIN.SYNC', names)[0]).toBe('Pin.Sync');
  });

  it('are at most three', () => {
    expect(suggest('aaa', ['aab', 'aac', 'aad', 'aae'])).toEqual(['aab', 'aac', 'aad']);
  });

  it('are none where nothing is close enough to be meant', () => {
    expect(suggest('Quarantine', names)).toEqual([]);
  });

  it('of the same distance are sorted by name, whatever the order they came in', () => {
    expect(suggest('ab', ['ad', 'ac'])).toEqual(suggest('ab', ['ac', 'ad']));
  });

  it('share a letter with what was typed, however short that is', () => {
    expect(suggest('t1', ['[', 'X11', 'tr'])).toEqual(['tr']);
  });

  it('forgive two letters in a short word', () => {
    expect(suggest('Tsk', names)).toEqual(['Tasks']);
  });
});

it('has nothing to say of nothing', () => {
  expect(suggest('', ['CI', 'Graph'])).toEqual([]);
});
