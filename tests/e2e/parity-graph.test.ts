import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createSandbox, type Sandbox } from '../support/sandbox';
import { echo, ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  ownTasks(sandbox, {
    'a.js': "{ name: 'A', summary: 's', jobs: ['B', () => 1, ['C?', 'X.D'], 'B'] }",
    'b.js': echo('B', "deps: ['C']"),
    'c.js': echo('C'),
    'x/d.js': echo('X.D'),
    'x/guest.js': echo('X.Guest', "before: ['C?']"),
  });
});
afterEach(() => {
  sandbox.dispose();
});

async function draw(format: string): Promise<string> {
  const { stdout, status } = await sandbox.run('clistack', ['Graph', '--format', format, '--of', 'A']);
  expect(status).toBe(0);
  return stdout;
}

/** What `xmllint` says of a text: nothing when it is well formed. Where it is not installed the shape alone is looked at. */
function xmlProblems(text: string): string {
  if (!existsSync('/usr/bin/xmllint'))
    return /^<\?xml .*\?>\n<DirectedGraph [^>]+>[\s\S]*<\/DirectedGraph>\n$/.test(text) ? '' : text;
  return execFileSync('xmllint', ['--noout', '-'], { input: text, encoding: 'utf8' });
}

it('28: the graph is drawn as a text tree, with the order of the jobs, own code, and what may fail', async () => {
  expect(await draw('text')).toBe(
    [
      'A',
      '  B',
      '    C',
      '      X.Guest?',
      '      {}',
      '    {}',
      '  {}',
      '  C? (as above)',
      '  X.D',
      '  B (as above)',
      '',
    ].join('\n'),
  );
});

it('28: the graph is drawn for Graphviz, with numbered and dashed edges', async () => {
  const dot = await draw('dot');
  expect(dot).toContain('"A" -> "C" [label=3, style=dashed];');
  expect(dot).toContain('"C" -> "X.Guest" [label=1, style=dashed];');
  expect(dot).toContain('"A" -> "B" [label=4];');
  if (existsSync('/usr/bin/dot')) {
    const svg = execFileSync('dot', ['-Tsvg'], { input: dot, encoding: 'utf8' });
    expect(svg.match(/class="edge"/g)).toHaveLength(6);
  }
});

it('28: the graph is drawn as DGML for Visual Studio, well formed', async () => {
  const dgml = await draw('dgml');
  expect(xmlProblems(dgml)).toBe('');
  expect(dgml).toContain('<Link Source="A" Target="C" Label="3" Category="Safe" />');
  expect(dgml.match(/<Node /g)).toHaveLength(5);
});

it('28: the graph is drawn as Mermaid', async () => {
  const mermaid = await draw('mermaid');
  expect(mermaid).toMatch(/^flowchart TD\n/);
  expect(mermaid).toContain('A["A"] -.->|3| C["C"]');
  expect(mermaid).toContain('B["B"] -->|1| C["C"]');
});
