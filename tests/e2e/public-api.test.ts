import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fixture, installOwnPackage, type OwnPackage } from '../support/own-package';
import { createSandbox, documentOf, doors, type Door, type RunResult, type Sandbox } from '../support/sandbox';

let own: OwnPackage;
let sandbox: Sandbox;
beforeAll(async () => {
  own = await installOwnPackage();
  mkdirSync(join(own.root, 'src', 'deep'), { recursive: true });
}, 300_000);
afterAll(() => {
  own.dispose();
});
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

/** A line as a user of that package types it, with nothing from the network. */
function npx(door: Door, words: readonly string[], cwd = own.root): RunResult {
  return start('npx', ['--no-install', door, ...words], cwd);
}

/** The same without npx, which takes its time: what it would start. */
function bin(program: Door | 'tsc', words: readonly string[]): RunResult {
  return start(join(own.root, 'node_modules', '.bin', program), words, own.root);
}

function start(command: string, words: readonly string[], cwd: string): RunResult {
  const env = {
    HOME: sandbox.home,
    PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  };
  return spawnSync(command, words, { cwd, env, encoding: 'utf8' });
}

const path = (...parts: readonly string[]): string => join(own.root, ...parts);

it('compiles against our types, as strictly as TypeScript can, and declares what it makes of them', () => {
  expect(bin('tsc', ['--project', '.'])).toMatchObject({ status: 0, stdout: '' });
}, 180_000);

describe.each(doors)('npx %s in a package of its own', (door) => {
  it('runs a task written in TypeScript, with its option', () => {
    const result = npx(door, ['Own.Greet', '--to', 'Ada', '--json']);
    expect(result.status).toBe(0);
    expect(documentOf(result)).toMatchObject({ success: true, data: 'hello, Ada' });
  });

  it('lists them beside ours', () => {
    expect(bin(door, ['Tasks']).stdout).toMatch(/Own\.Greet[\s\S]*Ship\.Attic[\s\S]*Undo\.Run/);
  });

  it('asks the check of the package, plans, does what it says, and takes it back', () => {
    expect(bin(door, ['Health.Check', '--quiet']).status).toBe(202);
    const report = JSON.parse(sandbox.read('.local/state/clistack/reports/health.json')) as Record<string, unknown>;
    expect(report['findings']).toContainEqual(expect.objectContaining({ code: 'OWN001', severity: 'error' }));

    expect(bin(door, ['Own.Note', '--dry-run']).stdout).toContain(`write ${path('note.txt')}`);
    expect(existsSync(path('note.txt'))).toBe(false);

    expect(bin(door, ['Own.Note']).status).toBe(0);
    expect(readFileSync(path('note.txt'), 'utf8')).toBe('kept\n');
    expect(bin(door, ['Health.Check', '--quiet']).stderr).not.toContain('OWN001');
    expect(bin(door, ['Undo.Run']).status).toBe(0);
    expect(existsSync(path('note.txt'))).toBe(false);
  }, 120_000);

  it('runs a family, whose own fault and status are those of the run', () => {
    const result = bin(door, ['Ship.Attic', '--json']);
    expect(result.status).toBe(506 % 256);
    expect(documentOf(result)).toMatchObject({ error: { code: 'SHIP001', fix: 'npx just Own.Note' } });

    const both = bin(door, ['Own.Note', 'Ship.Cellar', 'Ship.Attic', '--json']);
    expect(both.status).toBe(206);
    expect(existsSync(path('cellar', 'note.txt')) && existsSync(path('attic', 'note.txt'))).toBe(true);
    expect(bin(door, ['Undo.Run']).status).toBe(0);
    expect(existsSync(path('attic'))).toBe(false);
  }, 120_000);
});

it('gives ECMAScript modules by name what it gives require, and not a second copy', () => {
  writeFileSync(
    path('names.mjs'),
    `import { createRequire } from 'node:module';
import * as all from 'clistack';
import { bind } from 'clistack/just';
const required = createRequire(import.meta.url)('clistack');
const missing = Object.keys(required).filter((name) => name !== '__esModule' && all[name] !== required[name]);
console.log(JSON.stringify([Object.keys(all).includes('defineTask'), missing, typeof bind]));`,
  );
  const { stdout, stderr } = start(process.execPath, ['names.mjs'], own.root);
  expect({ stdout, stderr }).toEqual({ stdout: '[true,[],"function"]\n', stderr: '' });
});

it('says what to type next as it can be typed there, where no shell finds the bin', () => {
  expect(npx('clistack', ['Own.Nothing']).stderr).toContain('\n  next: npx clistack Tasks\n');
});

it('finds the config of the package from a folder below it', () => {
  const result = npx('clistack', ['Own.Greet', '--json'], path('src', 'deep'));
  expect(documentOf(result)).toMatchObject({ success: true, data: 'hello, world' });
});

it('is what docs/public-api.md shows, word for word', () => {
  const page = readFileSync(join(fixture, '..', '..', '..', 'docs', 'public-api.md'), 'utf8');
  const shown = [...page.matchAll(/^`([^`]+)`:\n\n```\w+\n([\s\S]*?)^```$/gm)];
  expect(shown.map(([, name]) => name)).toEqual([
    'toolstack.config.json',
    'just.config.ts',
    'tasks/own/greet.ts',
    'tasks/own/note.js',
    'tasks/ship/[place].ts',
    'checks/note.ts',
  ]);
  for (const [, name = '', text] of shown) expect(text).toBe(readFileSync(join(fixture, name), 'utf8'));
});

it('offers nothing that docs/public-api.md does not name', () => {
  const page = readFileSync(join(fixture, '..', '..', '..', 'docs', 'public-api.md'), 'utf8');
  const names = start(process.execPath, ['-p', "JSON.stringify(Object.keys(require('clistack')))"], own.root).stdout;
  const hidden = (JSON.parse(names) as readonly string[]).filter((name) => !page.includes(`\`${name}\``));
  expect(hidden).toEqual([]);
});
