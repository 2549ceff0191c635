import { checkAnswer } from '../../../lib/run/check-answer';
import { faultWith } from '../config/world';

const circle: Record<string, unknown> = {};
circle['self'] = [circle];
class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}

it.each([
  [{ a: () => 1 }, 'a is a function'],
  [{ a: { b: [1, 2, new Map([[1, 2]])] } }, 'a.b[2] is a Map'],
  [[new Set([1])], '[0] is a Set'],
  [{ e: new Error('returned') }, 'e is an Error'],
  [Object.assign(new TypeError('x'), { code: 'X' }), 'it is an Error'],
  [{ n: NaN }, 'n is NaN'],
  [{ n: [-Infinity] }, 'n[0] is -Infinity'],
  [{ 'odd key': Symbol('s') }, '["odd key"] is a symbol'],
  [{ big: 1n }, 'big is a bigint'],
  [{ later: Promise.resolve(1) }, 'later is a Promise'],
  [{ form: /x/ }, 'form is a RegExp'],
  [{ inner: { toJSON: () => ({ at: NaN }) } }, 'inner.at is NaN'],
  [{ toJSON: (): undefined => undefined }, 'it has a toJSON that answers nothing'],
  [[{ toJSON: (): undefined => undefined }], '[0] has a toJSON that answers nothing'],
  [{ boxed: new Number(NaN) }, 'boxed is NaN'],
  [[{ a: 'text', b: true, c: () => 1 }], '[0].c is a function'],
  [[{ a: 'text', toJSON: (): number => NaN }], '[0] is NaN'],
  [{ at: new Date(NaN) }, 'at is an Invalid Date'],
  [circle, 'self[0] holds itself'],
  [() => 1, 'it is a function'],
  [5n, 'it is a bigint'],
])('refuses what JSON would lose: %#', (data, reason) => {
  expect(() => {
    checkAnswer('A', data);
  }).toThrow(faultWith({ code: 'RUN058', exit: 500, data: { task: 'A', reason } }));
});

it('refuses what cannot be looked at', () => {
  const broken = { get a() { throw new Error('shy'); } }; // prettier-ignore
  expect(() => {
    checkAnswer('A', broken);
  }).toThrow(faultWith({ code: 'RUN058', data: { task: 'A', reason: 'shy' } }));
});

it.each([
  [null, undefined, 'text', true, 0, []],
  [{ a: undefined, b: [undefined], c: Object.create(null) as unknown }],
  [{ at: new Date(0), bytes: Buffer.from('x'), where: new URL('file:///x') }],
  [new Point(1, 2), Object(5), new Uint8Array([1])],
])('takes plain data and what makes it of itself: %#', (...data) => {
  const twice = { data, again: data };
  expect(() => {
    checkAnswer('A', twice);
  }).not.toThrow();
});

it('takes a large answer', () => {
  const rows = Array.from({ length: 50_000 }, (_, at) => ({ name: `row ${at}`, at, deep: { list: [at, 'x', null] } }));
  expect(() => {
    checkAnswer('A', { rows });
  }).not.toThrow();
});
