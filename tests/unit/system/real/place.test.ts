import { spawn } from 'node:child_process';
import {
  lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRealSystem } from '../../../../lib/system/real';
import { placeOfLink } from '../../../../lib/system/real/place';
import { itUnless } from '../../../support/only-where';
import { makeFolderElsewhere, whyNoOtherVolume } from '../../../support/other-volume';

const { files } = createRealSystem();
let folder = '';
const at = (...names: string[]): string => join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function plant(link: string, target: string): void {
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'file'), 'one');
  symlinkSync(target, link);
}

describe('a folder that takes the place of a link', () => {
  it('leaves no moment in which neither is there', async () => {
    const rounds = 300;
    for (let n = 0; n < rounds; n += 1) plant(at(`link${n}`), at('real', String(n)));
    const script = `
      process.stdout.write('watching');
      let missed = 0;
      for (let n = 0; n < ${rounds}; n += 1)
        for (let isFolder = false; !isFolder;) {
          const entry = fs.lstatSync('link' + n, { throwIfNoEntry: false });
          if (entry === undefined) missed += 1;
          isFolder = entry?.isDirectory() === true;
        }
      fs.writeFileSync('missed', String(missed));`;
    const child = spawn(process.execPath, ['-e', script], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    const done = new Promise((resolve) => child.on('close', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    for (let n = 0; n < rounds; n += 1) files.move(at('real', String(n)), at(`link${n}`), { overLink: true });
    await done;
    expect(readFileSync(at('missed'), 'utf8')).toBe('0');
  });

  it('gives it back when it leaves again', () => {
    plant(at('link'), at('real'));
    const place = placeOfLink(at('link'));
    place.enter(at('real'));
    expect(lstatSync(at('link')).isDirectory()).toBe(true);
    place.leave();
    expect(readlinkSync(at('link'))).toBe(at('real'));
    expect(readdirSync(folder)).toEqual(['link']);
  });

  it('does not take that of a file that has come instead of the link', () => {
    plant(at('link'), at('real'));
    const place = placeOfLink(at('link'));
    rmSync(at('link'));
    writeFileSync(at('link'), 'theirs');
    expect(() => {
      place.enter(at('real'));
    }).toThrow('already');
    expect(readFileSync(at('link'), 'utf8')).toBe('theirs');
    expect(readFileSync(at('real', 'file'), 'utf8')).toBe('one');
  });

  itUnless(whyNoOtherVolume, 'comes from another volume too', () => {
    const there = makeFolderElsewhere('clistack-');
    plant(at('link'), join(there, 'real'));
    files.move(join(there, 'real'), at('link'), { overLink: true });
    expect(readFileSync(at('link', 'file'), 'utf8')).toBe('one');
    expect([readdirSync(folder), readdirSync(there)]).toEqual([['link'], []]);
    rmSync(there, { recursive: true });
  });
});
