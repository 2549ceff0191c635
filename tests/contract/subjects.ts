import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../lib/journal';
import { createMemorySystem } from '../../lib/system/memory';
import type { System } from '../../lib/system/port';
import { createRealSystem } from '../../lib/system/real';
import { createRecording } from '../../lib/system/recording';
import { errorWith } from './matching';

/** Where a System legitimately differs from the real one. */
export interface Traits {
  /** A change reaches the disk. The others keep it to themselves. */
  readonly changesDisk: boolean;
  /** In memory programs are functions; everywhere else they are processes. */
  readonly children: 'processes' | 'functions';
  /** The dry run starts no child that changes something. */
  readonly startsChangingChildren: boolean;
  /** Kernel locks between processes, names within one System, or (dry run) none at all. */
  readonly locks: 'kernel' | 'names' | 'none';
}

export interface Made {
  readonly system: System;
  /** An empty folder that the test may do anything in. */
  readonly root: string;
  dispose(): void;
}

export interface Subject {
  readonly name: string;
  readonly traits: Traits;
  make(): Made;
}

/** Variables that the Systems under test have, beside those of the machine. */
export const variables = { CLISTACK_SHOWN: 'shown', DEPLOY_TOKEN: 'hidden' } as const;

/** The programs on the PATH: `say` prints each argument on a line, `end <status>` ends with it, `show` prints the variables. */
const scripts = {
  say: 'for word in "$@"; do printf "%s\\n" "$word"; done',
  end: 'printf why >&2; exit "$1"',
  show: 'env',
} as const;

const onDisk: Traits = { changesDisk: true, children: 'processes', startsChangingChildren: true, locks: 'kernel' };

export const subjects: readonly Subject[] = [
  { name: 'real', traits: onDisk, make: () => makeOnDisk(({ real }) => real) },
  {
    name: 'in-memory',
    traits: { changesDisk: false, children: 'functions', startsChangingChildren: true, locks: 'names' },
    make: makeInMemory,
  },
  {
    name: 'recording',
    traits: { ...onDisk, changesDisk: false, startsChangingChildren: false, locks: 'none' },
    make: () => makeOnDisk(({ real }) => createRecording(real).forTask('T').system),
  },
  {
    name: 'journaled',
    traits: onDisk,
    make: () =>
      makeOnDisk(({ real, folder }) => {
        const runId = '7f3c0000-0000-4000-8000-000000000000';
        const journal = openJournal({ system: real, folder: join(folder, 'journal'), runId, command: 'just T' });
        return journal.forTask('T').system;
      }),
  },
];

/** Makes the subject anew for each test of the surrounding `describe`. */
export function useSubject(subject: Subject): Pick<Made, 'system' | 'root'> & { path(...names: string[]): string } {
  let made: Made | undefined;
  const current = (): Made => {
    if (made === undefined) throw new Error('the subject lives within a test only');
    return made;
  };
  beforeEach(() => {
    made = subject.make();
  });
  afterEach(() => {
    current().dispose();
  });
  return {
    get system() {
      return current().system;
    },
    get root() {
      return current().root;
    },
    path: (...names) => join(current().root, ...names),
  };
}

/** Matches the fault with this code that names this path. */
export function faultAt(code: string, path: string): Error {
  return errorWith({ name: 'StackError', code, exit: 506, data: expect.objectContaining({ path }) as unknown });
}

function makeOnDisk(pick: (on: { readonly real: System; readonly folder: string }) => System): Made {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'clistack-')));
  const root = join(folder, 'root');
  const bin = join(folder, 'bin');
  for (const made of [root, bin]) mkdirSync(made);
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const real = createRealSystem({
    ...variables,
    XDG_CONFIG_HOME: join(root, '.config'),
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
  });
  return {
    root,
    system: pick({ real, folder }),
    dispose: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function makeInMemory(): Made {
  const system = createMemorySystem({
    env: { ...variables, XDG_CONFIG_HOME: '/area/.config' },
    folders: ['/area'],
    programs: {
      say: (args) => ({ stdout: args.map((word) => `${word}\n`).join('') }),
      end: ([status]) => ({ status: Number(status), stderr: 'why' }),
    },
  });
  return { system, root: '/area', dispose: () => undefined };
}
