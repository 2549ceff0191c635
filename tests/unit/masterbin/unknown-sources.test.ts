import { unknownSources } from '../../../lib/masterbin';
import { createWorld } from './world';

const messages = (masterbin: { readonly sources?: readonly string[]; readonly priority?: readonly string[] }) => {
  const { system, config, load } = createWorld().facts(masterbin);
  const placeOf = (pointer: string) => ({ source: 'CLISTACK__x', pointer, line: null, column: null });
  return unknownSources(system, config, load, placeOf).map(({ code, exit, message }) => `${code} ${exit} ${message}`);
};

it('finds a name that is no source, also in the priority', () => {
  expect(messages({ sources: ['npm', 'pip'], priority: ['crago', 'ruff=pipz'] })).toEqual([
    "MAS001 502 CLISTACK__x /masterbin/sources/1: 'pip' is no source, did you mean pipx?",
    "MAS001 502 CLISTACK__x /masterbin/priority/0: 'crago' is no source, did you mean cargo?",
    "MAS001 502 CLISTACK__x /masterbin/priority/1: 'pipz' is no source, did you mean pipx?",
  ]);
});

it('finds nothing in names of sources and paths', () => {
  const masterbin = { sources: ['npm', 'pipx', 'uv', 'cargo', 'go', '~/bin'], priority: ['uv', 'ruff=/opt/bin'] };
  expect(messages(masterbin)).toEqual([]);
});
