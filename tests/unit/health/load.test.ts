import { loadChecks } from '../../../lib/health';
import { createMemorySystem } from '../../../lib/system/memory';
import { realReader } from '../../../lib/system/real/read-files';
import { faultWith } from '../config/world';

const room = '/my/checks';
const run = (): readonly never[] => [];

/** The checks of a folder whose files export these values, after ours. */
function load(exports: Readonly<Record<string, unknown>>, folder = room): readonly string[] {
  const names = Object.keys(exports);
  const { files } = createMemorySystem({ files: Object.fromEntries(names.map((name) => [`${room}/${name}`, ''])) });
  const list = (path: string): ReturnType<typeof files.list> =>
    path.startsWith('/my') ? files.list(path) : realReader.list(path);
  const open = (path: string): unknown => {
    if (!path.startsWith('/my')) return require(path) as unknown;
    const value = exports[path.slice(room.length + 1)];
    if (value instanceof Error) throw value;
    return value;
  };
  return loadChecks({ files: { ...files, list } }, [folder], open).map(({ code }) => code);
}

it('finds the checks of a folder of the user after ours, in JavaScript and TypeScript', () => {
  const codes = load({
    'b.ts': { default: { code: 'OWN002', title: 't', run } },
    'a.js': { code: 'OWN001', title: 't', run },
    'a.d.ts': new Error('not a module'),
    'readme.md': new Error('not a module'),
  });
  expect(codes.slice(0, 1)).toEqual(['HC001']);
  expect(codes.slice(-2)).toEqual(['OWN001', 'OWN002']);
});

it.each<[string, unknown, string]>([
  ['throws on load', new Error('broken'), '/my/checks/a.js: throws while loading: broken'],
  ['exports nothing', {}, 'exports no check'],
  ['has no run function', { code: 'OWN001', title: 't' }, '/my/checks/a.js: the check has no run'],
  ['has no title', { code: 'OWN001', run }, '/my/checks/a.js: the check has no title'],
  ['has no code', { title: 't', run }, '/my/checks/a.js: the check has no code'],
  [
    'has a title that is no text',
    { code: 'OWN001', title: 5, run },
    "the check has something else than a text as 'title'",
  ],
  ['has a code of another form', { code: 'own', title: 't', run }, "'own' is not a code like OWN001"],
  ['takes a code of ours', { code: 'HC001', title: 't', run }, 'codes that begin with HC are ours'],
])('refuses a file that %s', (_, exported, problem) => {
  expect(() => load({ 'a.js': exported })).toThrow(problem);
});

it('refuses two checks of one code', () => {
  const check = { code: 'OWN001', title: 't', run };
  expect(() => load({ 'a.js': check, 'b.js': check })).toThrow('/my/checks/b.js: OWN001 is also the code of another');
});

it('refuses a folder that is none', () => {
  const fix = 'correct health.folders in the config';
  const message = '/my/gone: health.folders names this folder, which is not there';
  expect(() => load({}, '/my/gone')).toThrow(faultWith({ code: 'HEA002', message, fix }));
});

it('follows links to a folder and to files', () => {
  const links = { '/my/linked': room, [`${room}/b.js`]: '/kept/b.js', [`${room}/.#a.js`]: 'nowhere' };
  const { files } = createMemorySystem({ files: { '/kept/b.js': '' }, links });
  const list = (path: string): ReturnType<typeof files.list> =>
    path.startsWith('/my') ? files.list(path) : realReader.list(path);
  const open = (path: string): unknown =>
    path.startsWith('/my') ? { code: 'OWN001', title: 't', run } : (require(path) as unknown);
  const codes = loadChecks({ files: { ...files, list } }, ['/my/linked'], open).map(({ code }) => code);
  expect(codes.slice(-1)).toEqual(['OWN001']);
});
