import { join } from 'node:path';
import { subjects, useSubject } from './subjects';

describe.each(subjects)('the scratch folder of the $name System', (subject) => {
  const on = useSubject(subject);

  it('is there for the time of the act, and hands on what it answers', async () => {
    const { scratch, files, machine } = on.system;
    const seen = await scratch((folder, inside) => {
      inside.write(join(folder, 'a'), 'text');
      return Promise.resolve({
        folder,
        text: inside.read(join(folder, 'a')).toString(),
        mode: inside.stat(folder)?.mode,
      });
    });
    expect(seen).toMatchObject({ text: 'text', mode: 0o700 });
    expect(seen.folder.startsWith(files.realPath(machine.temp) ?? '')).toBe(true);
    expect(files.stat(seen.folder)).toBeUndefined();
  });

  it('is gone after a failure too', async () => {
    let left = '';
    const act = (folder: string): Promise<never> => {
      left = folder;
      return Promise.reject(new Error('no'));
    };
    await expect(on.system.scratch(act)).rejects.toThrow('no');
    expect([left === '', on.system.files.stat(left)]).toEqual([false, undefined]);
  });
});
