import { defineFault } from '../kernel/fault';
import { toType } from '../kernel/to-type';

export const noPathEntry = defineFault<{ bin: string; separator: string; configFile: string }>({
  code: 'CEN001',
  exit: 502,
  title: 'our bin folder cannot stand on the PATH',
  why: 'Its name holds what ends an entry of the PATH, so shells would look into two other folders: one of them relative, whatever lies there in the folder one stands in. The folder lies below the home unless masterbin.dir names one. Lines of ours that put it on the PATH were taken away.',
  message: ({ bin, separator }) => `${bin} cannot stand on the PATH: the ${separator} in it ends an entry there`,
  fix: ({ configFile, separator }) =>
    `name a folder without ${separator} as masterbin.dir in ${configFile}, then type ${toType('CentralizeApply')}`,
});
