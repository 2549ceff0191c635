import { isAbsolute, join } from 'node:path';
import { absoluteVariable } from '../../system/absolute-variable';
import { programsIn } from '../programs-in';
import { defineSource } from '../source';

/** Programs that `go install` made: $GOBIN, else the bin folder of every $GOPATH entry. Go itself refuses relative ones. */
export default defineSource({
  name: 'go',
  list: ({ system, paths }) => {
    const { environment, machine } = system;
    const told = absoluteVariable(environment, 'GOBIN');
    const roots = (environment.get('GOPATH') ?? '').split(machine.pathSeparator).filter(isAbsolute);
    const places = (roots.length > 0 ? roots : [join(paths.home, 'go')]).map((root) => join(root, 'bin'));
    const folders = told === undefined ? places : [told];
    return folders.flatMap((folder) => programsIn(system, folder).map((program) => ({ ...program, owner: folder })));
  },
});
