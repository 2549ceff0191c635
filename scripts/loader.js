'use strict';
// Stands at the head of the first bundle, as text: fills the table of loaded modules. `t` is the table, `d` the folder of the bundle, `own`
// Node's own `require`, `run` opens another bundle; the build writes the other names beside it: `count` modules are in this file, `further`
// says where those of the other files begin, and `inside` is how many there are; what follows in the table is Node's and listed in `outside`;
// `bodies` are the functions of modules and `scoped` answers the exports of those that have none; `names` is a text with a line for each
// module but those of the last file, which has its own.
/* global t, d, own, run, count, further, inside, outside, bodies, scoped, names */
/** The exports of one module of ours, by its path below dist: `lib/run/main.js`. Undefined when there is none. */
function load(id) {
  const place = placeIn(names, id) ?? placeIn(opened(further[further.length - 1]).names, id);
  return place === undefined ? undefined : (t[place] ?? r(place));
}

function placeIn(listed, id) {
  const at = listed.indexOf(`\n${id}=`);
  return at === -1 ? undefined : parseInt(listed.slice(at + id.length + 2), 10);
}

/** Runs the module of a place, or lets Node load what is not ours. */
function r(place) {
  if (place >= inside) return (t[place] = own(outside[place - inside]));
  const body = place < count ? bodies[place] : furtherBody(place);
  if (body === undefined) return (t[place] = scoped(place));
  const module = { exports: undefined };
  try {
    // It puts its exports into the table before it does anything else: modules may need each other in a circle.
    body(module, require);
  } catch (error) {
    t[place] = undefined;
    throw error;
  }
  return (t[place] = module.exports);
}

/** The function of a module that is not in this file. Its file is opened when something of it is first used. */
function furtherBody(place) {
  const part = further.findLast(({ from }) => from <= place);
  return opened(part).bodies[place - part.from];
}

function opened(part) {
  return (part.opened ??= run(part.name)(t, r, d));
}

/** A path below dist: a task file that is loaded by its place. Else Node's own rules. */
function require(specifier) {
  if (!specifier.startsWith(d)) return own(specifier);
  return load(specifier.slice(d.length + 1).replaceAll('\\', '/')) ?? own(specifier);
}
