import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderCmd } from '../../../lib/masterbin/shims/cmd';
import { renderExeSidecar } from '../../../lib/masterbin/shims/exe';
import { renderPs1 } from '../../../lib/masterbin/shims/ps1';
import { renderCommand, shimKinds } from '../../../lib/masterbin/shims/render';
import { renderSh } from '../../../lib/masterbin/shims/sh';
import type { RenderedShim } from '../../../lib/masterbin/shims/shim';

const golden = (name: string): string => readFileSync(join(__dirname, '../../fixtures/shims', name), 'utf8');
const bin = "C:\\Users\\Jörg's tools\\bin";
const windows = "C:\\Users\\Jörg's tools\\100% & co\\ruff.exe";

const cases: readonly (readonly [golden: string, rendered: RenderedShim])[] = [
  ['plain', renderSh({ bin, name: 'plain', target: '/opt/tools/bin/ruff' })],
  ['hard', renderSh({ bin, name: 'hard', target: '/opt/a b/it\'s $HOME/`x`\\\n"q"/ruff' })],
  ['hard.cmd', renderCmd({ bin, name: 'hard', target: windows })],
  ['plain.cmd', renderCmd({ bin, name: 'plain', target: 'C:\\tools\\100% & co\\ruff.exe' })],
  ['batch.cmd', renderCmd({ bin, name: 'batch', target: 'C:\\tools\\tsc.cmd' })],
  ['hard.ps1', renderPs1({ bin, name: 'hard', target: windows })],
  ['unicode.ps1', renderPs1({ bin, name: 'unicode', target: 'Ünï🙂’s' })],
  ['npm', renderSh({ bin, name: 'npm', target: 'C:\\p\\node_modules\\.bin\\tsc.cmd' })],
  ['npm.ps1', renderPs1({ bin, name: 'npm', target: 'C:\\p\\node_modules\\.bin\\tsc.cmd' })],
  ['hard.shim', renderExeSidecar({ bin, name: 'hard', target: windows })],
];

it.each(cases)('renders %s to the byte', (name, rendered) => {
  expect(rendered).toEqual({ file: name, text: golden(name) });
});

it('cmd and ps1 are ASCII: they would be read in the code page of the machine', () => {
  for (const name of ['hard.cmd', 'plain.cmd', 'batch.cmd', 'hard.ps1', 'unicode.ps1'])
    expect(golden(name)).toMatch(/^[\r\n -~]*$/);
});

it.each([
  ['a line break in cmd', renderCmd({ bin, name: 'x', target: 'C:\\a\nb.exe' })],
  ['letters of another code page in cmd', renderCmd({ bin, name: 'x', target: 'C:\\Jörg\\b.exe' })],
  ['letters of another code page on another drive in cmd', renderCmd({ bin, name: 'x', target: 'D:\\Jörg\\b.exe' })],
  ['a batch file in exe', renderExeSidecar({ bin, name: 'x', target: 'C:\\tsc.cmd' })],
  ['a line break in exe', renderExeSidecar({ bin, name: 'x', target: 'C:\\a\nb.exe' })],
  ['a NUL in sh', renderSh({ bin, name: 'x', target: '/a\0b' })],
])('refuses %s rather than run something else', (_, rendered) => {
  expect(rendered).toHaveProperty('refused');
});

it('makes the forms of the system, or those the config names', () => {
  expect(shimKinds([], 'linux')).toEqual(['sh']);
  expect(shimKinds([], 'win32')).toEqual(['sh', 'cmd', 'ps1']);
  expect(shimKinds(['exe', 'sh'], 'linux')).toEqual(['exe', 'sh']);
});

it('puts the shim program beside its text file, and says so when it is not built', () => {
  const spec = { bin, name: 'ruff', target: 'C:\\ruff.exe' };
  const program = Buffer.from('MZ');
  expect(renderCommand(spec, ['exe'], program).files.map(({ file }) => file)).toEqual(['ruff.shim', 'ruff.exe']);
  expect(renderCommand(spec, ['exe'], undefined)).toEqual({
    files: [],
    refused: [{ kind: 'exe', reason: 'the shim program is not built' }],
  });
});
