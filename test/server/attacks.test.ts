import { request } from 'node:http';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { times } from '../kit/domain-rows.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 60 } });
  // The first request pays for what is loaded late.
  await stack.post({ query: '{ invoices(first: 1) { nodes { id } } }' });
});
afterAll(() => stack.close());
beforeEach(() => stack.sandbox.calls.clear());

const query = (text: string, rest: object = {}): string => JSON.stringify({ query: text, ...rest });

/** Each fragment spreads the next one twice: written out, the last one stands there 2²⁴ times. */
const EXPONENTIAL = `{ department { ...F0 } } ${times(24, (n) => `fragment F${n - 1} on Department { a${n}: address { __typename } ${n === 24 ? 'currency' : `...F${n} ...F${n}`} }`).join(' ')}`;
/** The same through fields, so that it cannot be told by the names of fragments alone. */
const EXPONENTIAL_FIELDS = `{ invoices { nodes { customer { ...F0 } } } } ${times(24, (n) => `fragment F${n - 1} on Customer { a: invoices { nodes { customer { ${n === 24 ? 'id' : `...F${n}`} } } } b: invoices { nodes { customer { ${n === 24 ? 'id' : `...F${n}`} } } } }`).join(' ')}`;

const ATTACKS: readonly (readonly [name: string, body: string, code: string, status?: number])[] = [
  ['300 × __typename', query(`{ ${'__typename '.repeat(300)} }`), 'TOO_MANY_DUPLICATES'],
  ['300 × __typename under names of their own', query(`{ ${times(300, (n) => `a${n}: __typename`).join(' ')} }`), 'TOO_MANY_ROOT_FIELDS'],
  ['300 × __typename further down', query(`{ department { ${times(300, (n) => `a${n}: __typename`).join(' ')} } }`), 'TOO_MANY_ALIASES'],
  ['500 duplicate fields', query(`{ department { ${'currency '.repeat(500)} } }`), 'TOO_MANY_DUPLICATES'],
  ['500 duplicate fields in ten fragments', query(`{ department { ${times(10, (n) => `...F${n}`).join(' ')} } } ${times(10, (n) => `fragment F${n} on Department { ${'currency '.repeat(50)} }`).join(' ')}`), 'TOO_MANY_DUPLICATES'],
  ['60 directives', query(`{ __typename ${'@include(if: true) '.repeat(60)} }`), 'TOO_MANY_DIRECTIVES'],
  ['60 directives, each elsewhere', query(`{ department { ${times(60, (n) => `a${n}: ${n % 2 === 0 ? 'currency' : 'phone'} @skip(if: false)`).join(' ')} } }`), 'TOO_MANY_DIRECTIVES'],
  ['1 MB of comments', query(`{ __typename } ${'# no\n'.repeat(150_000)}`), 'DOCUMENT_TOO_LONG'],
  ['as many comments as there is room', query(`{ __typename } ${'#\n'.repeat(30_000)}`), 'DOCUMENT_TOO_LONG'],
  ['variables 100 000 deep', `{"query":"query ($a: ID) { node(id: $a) { id } }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`, 'JSON_TOO_COMPLEX'],
  ['objects 100 000 deep', `{"query":"{ __typename }","variables":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`, 'JSON_TOO_COMPLEX'],
  ['a body of brackets that never close', '['.repeat(1_000_000), 'BATCHING_OFF'],
  ['lists in the document 5 000 deep', query(`{ node(id: ${'['.repeat(5_000)}${']'.repeat(5_000)}) { id } }`), 'DOCUMENT_TOO_LONG'],
  ['selections 300 deep', query(`{ ${'... { '.repeat(300)} __typename ${'}'.repeat(300)} }`), 'QUERY_TOO_DEEP'],
  ['10 000 operations in the document', query(times(10_000, (n) => `query Q${n}{a}`).join(''), { operationName: 'Q1' }), 'DOCUMENT_TOO_LONG'],
  ['100 operations in the document', query(times(100, (n) => `query Q${n} { __typename }`).join(' '), { operationName: 'Q1' }), 'TOO_MANY_DEFINITIONS'],
  ['10 000 operations in the body', JSON.stringify(times(10_000, () => ({ query: '{ __typename }' }))), 'BATCHING_OFF'],
  ['exponential fragments of 24 levels', query(EXPONENTIAL), 'DOCUMENT_TOO_LONG'],
  ['exponential fields of 24 levels', query(EXPONENTIAL_FIELDS), 'QUERY_TOO_DEEP'],
  ['pages within pages within pages', query('{ customers(first: 100) { nodes { invoices(first: 100) { nodes { payments(first: 100) { nodes { id } } } } } } }'), 'COST_TOO_HIGH'],
  ['a circle of types', query(`{ invoices(first: 1) { nodes { ${'customer { invoices(first: 1) { nodes { '.repeat(5)} id ${'} } } '.repeat(5)} } } }`), 'QUERY_TOO_DEEP'],
  ['a page of −1', query('{ invoices(first: -1) { nodes { id } } }'), 'INVALID_PAGE_SIZE'],
  ['a page of 2³¹ − 1 by its default', query('query ($n: Int = 2147483647) { invoices(first: $n) { nodes { id } } }'), 'INVALID_PAGE_SIZE'],
];

describe('the attack list', () => {
  it.each(ATTACKS)('%s: refused, and nothing is sent', async (_name, body, code, status = 400) => {
    // The second time its document is known.
    for (let tries = 0; tries < 2; tries += 1) {
      const response = await stack.post(body);
      const { errors, data } = (await response.json()) as { readonly data?: unknown; readonly errors: readonly { readonly extensions: Readonly<Record<string, unknown>> }[] };
      const [error] = errors;
      expect([response.status, errors.map(({ extensions }) => extensions['code']), data]).toEqual([status, [code], undefined]);
      expect([typeof error?.extensions['limit'], typeof error?.extensions['value']]).toEqual(['number', 'number']);
    }
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  it('a body of 20 MB: refused before it is read', async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      const req = request(`${stack.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': 20_000_000 } }, (res) => {
        resolve(res.statusCode);
        req.destroy();
      });
      req.once('error', () => undefined);
      req.write('{"query":"');
    });
    expect(status).toBe(413);
  });

  it.each([
    ['fragments in a circle', '{ department { ...A } } fragment A on Department { ...B } fragment B on Department { ...A }', 'Cannot spread fragment "A" within itself via "B".'],
    ['a fragment of itself, used by nobody', '{ __typename } fragment A on Department { ...A }', 'Cannot spread fragment "A" within itself.'],
    ['fragments in a circle that grow', `{ department { ...F1 } } ${times(40, (n) => `fragment F${n} on Department { a${n}: currency ...F${(n % 40) + 1} ...F${((n + 6) % 40) + 1} }`).join(' ')}`, null],
  ])('%s: told as validation tells it', async (_name, text, message) => {
    const response = await stack.post(query(text), { accept: 'application/graphql-response+json' });
    const { errors } = (await response.json()) as { readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[] };
    expect([response.status, errors.map(({ extensions }) => extensions.code)]).toEqual([400, ['GRAPHQL_VALIDATION_FAILED']]);
    if (message !== null) expect(errors[0]?.message).toBe(message);
    expect(stack.sandbox.calls.count()).toBe(0);
  });
});

describe('names that are something else elsewhere', () => {
  const ask = async (body: string): Promise<unknown> => (await stack.post(body)).json();

  it('a fragment named `__schema`, or after a member of every object', async () => {
    expect(await ask(query('{ department { ...__schema ...constructor ...__proto__ } } fragment __schema on Department { currency } fragment constructor on Department { a: currency } fragment __proto__ on Department { b: currency }'))).toMatchObject({
      data: { department: { currency: 'MDL', a: 'MDL', b: 'MDL' } }, extensions: { cost: { requested: 3 } },
    });
    const deep = `{ department { ...__schema } } fragment __schema on Department { ${'address { '.repeat(16)} city ${'}'.repeat(16)} }`;
    expect(await ask(query(deep))).toMatchObject({ errors: [{ extensions: { code: 'QUERY_TOO_DEEP', value: 18 } }] });
  });

  it('keys, fields, arguments, variables and operations named `__proto__`', async () => {
    const text = await (await stack.post(query('query __proto__ { __proto__: department { __proto__: currency } }'))).text();
    expect(text).toContain('"data":{"__proto__":{"__proto__":"MDL"}}');
    expect(await ask(query('{ __proto__ constructor { name } department { toString hasOwnProperty } }'))).toMatchObject({ errors: times(4, () => ({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })) });
    expect(await ask('{"query":"query ($__proto__: Int) { invoices(first: $__proto__) { nodes { id } } }","variables":{"__proto__":101}}')).toMatchObject({ errors: [{ extensions: { code: 'INVALID_PAGE_SIZE', value: 101 } }] });
    expect(await ask('{"query":"{ __typename }","variables":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}},"extensions":{"__proto__":{"polluted":true}}}')).toMatchObject({ data: { __typename: 'Query' } });
    expect(await ask('{"__proto__":{"query":"{ __typename }"},"query":"{ department { currency } }","operationName":"__proto__"}')).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect(({} as { readonly polluted?: boolean }).polluted).toBeUndefined();
  });
});

/** Field merges that are within every limit but the last: what validation would take longest for, at 20 KB. */
const merges = (seed: number): string => {
  const branch = (depth: number): string => (depth === 0 ? `{ a${seed}${'x'.repeat(70)}: upstreamId }` : `{ lastInvoice { subscription ${branch(depth - 1)} subscription ${branch(depth - 1)} } }`);
  return `{ subscription(id: "x") ${branch(7)} }`;
};
/** The most that validation is given to compare: each bomb is one that it has not seen. */
const widest = (seed: number): string =>
  `{ department { ${times(50, (n) => `...F${n}`).join(' ')} } } ${times(50, (n) => `fragment F${n} on Department { ${times(4, (k) => `k${seed}_${k}${'x'.repeat(60)}: currency`).join(' ')} }`).join(' ')}`;

describe('20 KB of field merges, many at once', () => {
  // What others notice of them is measured by `npm run storm`.
  it.each([['over the limits', merges, 400], ['as large as the limits let through', widest, 200]])('%s: others are answered', async (_name, bomb, status) => {
    expect(bomb(0).length).toBeGreaterThan(15_000);
    const bombs = times(60, (n) => stack.post({ query: bomb(n) }).then(async (response) => [await response.text(), response.status] as const));
    const pages = times(60, () => stack.post({ query: '{ invoices(first: 10) { nodes { id number } } }' }).then((response) => response.status));
    expect(new Set(await Promise.all(pages))).toEqual(new Set([200]));
    expect(new Set((await Promise.all(bombs)).map(([, each]) => each))).toEqual(new Set([status]));
  });
});
