import { defineFault } from '../kernel/fault';
import { singleQuoted } from '../kernel/shell-quote';
import { toType } from '../kernel/to-type';

export const unknownItem = defineFault<{ id: string }>({
  code: 'QUA001',
  exit: 501,
  title: 'no such item in quarantine',
  why: 'The id is not that of a quarantined original, or it fits several.',
  message: ({ id }) => `'${id}' is not in quarantine`,
  fix: () => toType('Quarantine.List'),
});

export const placeTaken = defineFault<{ path: string; id: string }>({
  code: 'QUA002',
  exit: 506,
  title: 'the place of a quarantined original is taken',
  why: 'Something that is not our link lies where the original was; it is not replaced.',
  message: ({ path }) => `${path} is taken by something else`,
  fix: ({ path }) => `mv ${singleQuoted(path)} ${singleQuoted(`${path}.old`)}`,
});
