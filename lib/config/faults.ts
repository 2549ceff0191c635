import { defineFault } from '../kernel/fault';
import { singleQuoted } from '../kernel/shell-quote';
import { toType } from '../kernel/to-type';

export const invalidConfig = defineFault<{
  file: string;
  /** True for one that `--configFile` names: without it another would be looked at. */
  isNamed?: boolean;
  first: string;
  errors: number;
  problems: readonly unknown[];
}>({
  code: 'CFG001',
  exit: 502,
  title: 'the config is invalid',
  why: 'The config or a variable that overrides it breaks the schema, or says something that can mean nothing. Nothing was run that needs it.',
  message: ({ first, errors }) => `${first}${errors > 1 ? ` (and ${errors - 1} more)` : ''}`,
  fix: ({ file, isNamed }) =>
    isNamed === true ? toType(`Config.Validate --configFile ${singleQuoted(file)}`) : toType('Config.Validate'),
});

export const configMissing = defineFault<{ file: string; named: string }>({
  code: 'CFG002',
  exit: 502,
  title: 'the config file named does not exist',
  why: 'A config file was named on the command line or by CLISTACK_CONFIG, and it is not there; no other one is used in its place.',
  message: ({ file, named }) => `${file}, named by ${named}, does not exist`,
  fix: ({ file }) => toType(`Config.Init --file ${singleQuoted(file)}`),
});

export const configPresent = defineFault<{ file: string }>({
  code: 'CFG003',
  exit: 501,
  title: 'there is a config file already',
  why: 'Config.Init makes a new file and never replaces one.',
  message: ({ file }) => `${file} exists already`,
  fix: () => toType('Config.Show'),
});
