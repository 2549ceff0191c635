import { join } from 'node:path';
import { findConfigPieces } from '../config/find-pieces';
import { generatedNames, renderComposed } from '../config/composed';
import { composeConfig } from '../config/schema';
import { renderValidator } from '../config/validator';
import { createRealSystem } from '../system/real';
import { loadModule } from './load-module';
import { indexNames, renderTaskIndex } from './task-index';

/** Writes into the compiled folder what is made from the compiled code: the task index, the composed config and its validator. */
export function generateBuilt(dist: string): void {
  const { files } = createRealSystem();
  const put = (path: string, text: string): void => {
    files.write(path, text, { mode: 0o644 });
  };
  const lib = join(dist, 'lib');
  const composed = composeConfig(findConfigPieces(files, lib, loadModule));
  put(join(lib, 'config', generatedNames.validator), renderValidator(composed.schema));
  put(join(lib, 'config', generatedNames.composed), renderComposed(composed));
  const tasks = join(dist, 'tasks');
  const index = renderTaskIndex(files, tasks, loadModule);
  put(join(tasks, indexNames.names), index.names);
  put(join(tasks, indexNames.tasks), index.tasks);
}
