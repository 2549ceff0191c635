import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendText, openAppendFile } from '../../../lib/system/append-file';
import { errorWith } from '../../contract/matching';

const writesUntilEnded = `
  const { openSync, writeSync } = require('node:fs');
  const file = openSync(process.argv[1], 'a');
  const line = 'x'.repeat(12_000) + '\\n';
  let isEnded = false;
  process.stdin.on('close', () => { isEnded = true; }).resume();
  const write = () => {
    for (let n = 0; n < 20; n += 1) writeSync(file, line);
    if (!isEnded) setImmediate(write);
  };
  write();
  console.log('begun');`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a file that only grows', () => {
  it('is made with its mode and keeps what was in it', () => {
    const path = join(folder, 'log');
    openAppendFile(path, 0o600).close();
    appendText(path, 'one\n');
    appendText(path, 'zwölf\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toBe('one\nzwölf\n');
  });

  it('has each line on the disk at once', () => {
    const file = openAppendFile(join(folder, 'log'), 0o600);
    file.append('one\n');
    file.sync();
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('one\n');
    file.close();
  });

  it('can be cut back to its last whole line, and goes on there', () => {
    const file = openAppendFile(join(folder, 'log'), 0o600);
    file.append('one\n');
    const whole = file.size();
    file.append('half a li');
    file.cutTo(whole);
    file.append('two\n');
    file.close();
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('one\ntwo\n');
  });

  it('begins on a line of its own where another writer was cut off in the middle of one', () => {
    writeFileSync(join(folder, 'log'), 'one\nhalf a li');
    for (const line of ['two\n', 'three\n']) appendText(join(folder, 'log'), line);
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('one\nhalf a li\ntwo\nthree\n');
  });

  it('takes no line for cut off that another process is in the middle of', async () => {
    const path = join(folder, 'log');
    writeFileSync(path, '');
    // Longer than a page, at whose ends the size of the file can be seen to grow.
    const writer = spawn(process.execPath, ['-e', writesUntilEnded, path], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(writer.stdout, 'data');
    for (let line = 0; line < 3000; line += 1) appendText(path, 'ours\n');
    writer.stdin.end();
    await once(writer, 'close');
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.filter((line) => line === '')).toEqual([]);
    expect(lines.filter((line) => line === 'ours')).toHaveLength(3000);
  });

  it('begins on a line of its own where another writer was cut off while it was open', () => {
    const path = join(folder, 'log');
    const file = openAppendFile(path, 0o600);
    file.append('one\n');
    writeFileSync(path, 'half a li', { flag: 'a' });
    file.append('two\n');
    file.append('three\n');
    file.close();
    expect(readFileSync(path, 'utf8')).toBe('one\nhalf a li\ntwo\nthree\n');
  });

  it('takes no line, and says so, when it was removed meanwhile', () => {
    const file = openAppendFile(join(folder, 'log'), 0o600);
    file.append('one\n');
    rmSync(join(folder, 'log'));
    for (const use of [() => file.append('two\n'), () => { file.sync(); }])
      expect(use).toThrow(errorWith({ code: 'ENOENT' }));
    file.close();
  }); // prettier-ignore

  it('counts the bytes of other writers too', () => {
    const [first, second] = [openAppendFile(join(folder, 'log'), 0o600), openAppendFile(join(folder, 'log'), 0o600)];
    first.append('12\n');
    second.append('ä\n');
    expect(first.size()).toBe(6);
    for (const file of [first, second]) file.close();
  });

  it('writes nothing after it was closed, whoever has its number by then', () => {
    const file = openAppendFile(join(folder, 'log'), 0o600);
    file.close();
    const other = openSync(join(folder, 'other'), 'w');
    for (const use of [() => file.append('late'), () => file.size(), () => file.cutTo(0), () => { file.sync(); }])
      expect(use).toThrow(errorWith({ code: 'EBADF' }));
    file.close();
    closeSync(other);
    expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('');
  }); // prettier-ignore

  it('throws the errno of the system', () => {
    expect(() => openAppendFile(join(folder, 'gone', 'log'), 0o600)).toThrow(errorWith({ code: 'ENOENT' }));
  });
});
