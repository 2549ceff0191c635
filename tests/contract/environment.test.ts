import { faultAt, subjects, useSubject, variables } from './subjects';

const id = 'path';
const block = `# >>> clistack ${id} >>>\nexport PATH=x\n# <<< clistack ${id} <<<\n`;

describe.each(subjects)('the environment of the $name System', (subject) => {
  const on = useSubject(subject);
  const bytesOf = (path: string): string => on.system.files.read(path).toString('latin1');
  const write = (text: string): void => {
    on.system.environment.writeBlock({ path: on.path('profile'), id }, text);
  };
  const remove = (): void => {
    on.system.environment.removeBlock({ path: on.path('profile'), id });
  };
  const read = (): string | undefined => on.system.environment.readBlock({ path: on.path('profile'), id });

  it('reads the variables of this process', () => {
    const { environment } = on.system;
    expect(environment.get('CLISTACK_SHOWN')).toBe(variables.CLISTACK_SHOWN);
    expect(environment.get('CLISTACK_NOT_SET')).toBeUndefined();
    expect(environment.all()).toMatchObject(variables);
  });

  describe('readBlock', () => {
    it('answers undefined where the file or the block is absent', () => {
      expect(read()).toBeUndefined();
      on.system.files.write(on.path('profile'), 'export EDITOR=vi\n');
      expect(read()).toBeUndefined();
    });

    it.each(['one line', 'two\nlines', '', 'ends with a blank line\n'])('answers %p as it was written', (text) => {
      write(text);
      expect(read()).toBe(text);
    });

    it('joins the lines of a file with CRLF by \\n', () => {
      on.system.files.write(on.path('profile'), 'a\r\n');
      write('two\nlines');
      expect(read()).toBe('two\nlines');
    });

    it('does not take the block of another id for its own', () => {
      on.system.environment.writeBlock({ path: on.path('profile'), id: 'path.more' }, 'x');
      on.system.environment.writeBlock({ path: on.path('profile'), id: 'pathXmore' }, 'y');
      expect(read()).toBeUndefined();
    });
  });

  describe('writeBlock', () => {
    it('makes the file and its folder where they are absent', () => {
      on.system.environment.writeBlock({ path: on.path('config', 'new', 'profile'), id }, 'export PATH=x');
      // The mark says that the file was made for the block and may go with it.
      expect(bytesOf(on.path('config', 'new', 'profile'))).toBe(block.replace('>>>\n', '>>>*\n'));
      expect(on.system.files.stat(on.path('config', 'new', 'profile'))?.mode).toBe(0o644);
    });

    it('appends a new block', () => {
      on.system.files.write(on.path('profile'), 'export EDITOR=vi\n');
      write('export PATH=x');
      expect(bytesOf(on.path('profile'))).toBe(`export EDITOR=vi\n${block}`);
    });

    it('replaces an old block in its place', () => {
      on.system.files.write(on.path('profile'), `before\n${block}after\n`);
      write('export PATH=y');
      expect(bytesOf(on.path('profile'))).toBe(`before\n${block.replace('PATH=x', 'PATH=y')}after\n`);
    });

    it('starts a line of its own after an unfinished last line', () => {
      on.system.files.write(on.path('profile'), 'export EDITOR=vi');
      write('export PATH=x');
      expect(bytesOf(on.path('profile')).split('\n')[0]).toBe('export EDITOR=vi');
      expect(read()).toBe('export PATH=x');
    });

    it('ends its lines as the file does', () => {
      on.system.files.write(on.path('profile'), 'a\r\nb\r\n');
      write('export PATH=x');
      expect(bytesOf(on.path('profile'))).toBe(`a\r\nb\r\n${block.replaceAll('\n', '\r\n')}`);
    });

    it('keeps the mode of the file', () => {
      on.system.files.write(on.path('profile'), 'a\n', { mode: 0o600 });
      write('x');
      expect(on.system.files.stat(on.path('profile'))?.mode).toBe(0o600);
    });

    it('keeps bytes around the block that are no UTF-8', () => {
      on.system.files.write(on.path('profile'), Buffer.from('# caf\xe9\n', 'latin1'));
      write('export PATH=x');
      expect(bytesOf(on.path('profile'))).toBe(`# caf\xe9\n${block}`);
    });

    it('keeps text in the block that is no ASCII', () => {
      write('export PATH=/home/jürgen/bin');
      expect(read()).toBe('export PATH=/home/jürgen/bin');
    });

    it('writes the file behind a link and leaves the link', () => {
      on.system.files.makeFolder(on.path('dotfiles'));
      on.system.files.write(on.path('dotfiles', 'profile'), 'a\n');
      on.system.links.make(on.path('profile'), 'dotfiles/profile');
      write('export PATH=x');
      expect(on.system.links.read(on.path('profile'))).toBe('dotfiles/profile');
      expect(bytesOf(on.path('dotfiles', 'profile'))).toBe(`a\n${block}`);
    });

    it('refuses a link that points nowhere', () => {
      on.system.links.make(on.path('profile'), on.path('gone'));
      expect(() => {
        write('x');
      }).toThrow(faultAt('SYS001', on.path('profile')));
    });

    it('leaves blocks of other ids alone', () => {
      on.system.environment.writeBlock({ path: on.path('profile'), id: 'other' }, 'theirs');
      write('ours');
      expect(on.system.environment.readBlock({ path: on.path('profile'), id: 'other' })).toBe('theirs');
    });
  });

  describe('removeBlock', () => {
    it.each([
      ['text', 'export EDITOR=vi\n'],
      ['an unfinished last line', 'export EDITOR=vi'],
      ['CRLF', 'a\r\nb\r\n'],
      ['CRLF and an unfinished last line', 'a\r\nb'],
      ['blank lines at the end', 'a\n\n\n'],
      ['a byte order mark', '\xef\xbb\xbfa\n'],
      ['bytes that are no UTF-8', '# caf\xe9\n'],
      ['nothing in it', ''],
    ])('gives a file with %s back byte for byte', (_, content) => {
      on.system.files.write(on.path('profile'), Buffer.from(content, 'latin1'));
      write('export PATH=x');
      remove();
      expect(on.system.files.stat(on.path('profile'))?.kind).toBe('file');
      expect(bytesOf(on.path('profile'))).toBe(content);
    });

    it('gives a file back byte for byte when its block was rewritten between', () => {
      on.system.files.write(on.path('profile'), 'export EDITOR=vi');
      write('export PATH=x');
      write('export PATH=y');
      remove();
      expect(bytesOf(on.path('profile'))).toBe('export EDITOR=vi');
    });

    it('removes a file that we made', () => {
      write('export PATH=x');
      remove();
      expect(on.system.files.stat(on.path('profile'))).toBeUndefined();
    });

    it('keeps a file that we made and that the user wrote into', () => {
      write('export PATH=x');
      on.system.files.write(on.path('profile'), `${bytesOf(on.path('profile'))}mine\n`);
      remove();
      expect(bytesOf(on.path('profile'))).toBe('mine\n');
    });

    it('does nothing where the file or the block is absent', () => {
      remove();
      expect(on.system.files.stat(on.path('profile'))).toBeUndefined();
      on.system.files.write(on.path('profile'), 'a\n');
      remove();
      expect(bytesOf(on.path('profile'))).toBe('a\n');
    });

    it('writes the file behind a link and leaves the link', () => {
      on.system.files.write(on.path('real'), 'a\n');
      on.system.links.make(on.path('profile'), on.path('real'));
      write('x');
      remove();
      expect(on.system.links.read(on.path('profile'))).toBe(on.path('real'));
      expect(bytesOf(on.path('real'))).toBe('a\n');
    });
  });
});
