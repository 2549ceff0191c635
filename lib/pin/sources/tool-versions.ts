import { join } from 'node:path';
import { defineSource, readBackend, readVersion } from '../source';

/** `.tool-versions` of asdf and mise: a name and versions on each line, the first one counts. */
export default defineSource({
  name: '.tool-versions',
  places: ({ machine }, { home }) => [join(machine.cwd, '.tool-versions'), join(home, '.tool-versions')],
  read: (text) =>
    text.split('\n').flatMap((line) => {
      const [name = '', version] = line.replace(/#.*/, '').trim().split(/\s+/);
      return name === '' ? [] : [{ ...readBackend(name), ...readVersion(version) }];
    }),
});
