import { join } from 'node:path';
import { findConfigPieces } from '../config/find-pieces';
import { generatedNames, renderComposed } from '../config/composed';
import { composeConfig } from '../config/schema';
import { renderValidator } from '../config/validator';
import { createRealSystem } from '../system/real';
import { loadModule } from './load-module';
import { renderTaskIndex } from './task-index';

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
  put(join(dist, 'tasks', 'index.json'), renderTaskIndex(files, join(dist, 'tasks'), loadModule));
}
