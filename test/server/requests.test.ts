import { request } from 'node:http';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { LIMITS } from '../../src/config/limits.ts';
import type { Stack } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ sandbox: { invoices: 50 } });
});
afterAll(() => stack.close());
beforeEach(() => {
  stack.sandbox.calls.clear();
});

interface Failure {
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string; readonly requestId: string; readonly argument?: string } }[];
}
const failureOf = async (response: Response): Promise<Failure> => (await response.json()) as Failure;
const ID = /^[0-9a-f-]{36}$/;

describe('a request that is refused', () => {
  it.each([
    { name: 'a document that does not parse', body: { query: '{ invoices(first: 1' }, status: 200, code: 'GRAPHQL_PARSE_FAILED', message: 'Syntax Error: Expected Name, found <EOF>.' },
    { name: 'an unknown field', body: { query: '{ invoices { nodes { nope } } }' }, status: 200, code: 'GRAPHQL_VALIDATION_FAILED', message: 'Cannot query field "nope" on type "Invoice".' },
    { name: 'a literal of the wrong type', body: { query: '{ invoices(first: "1") { totalCount } }' }, status: 200, code: 'GRAPHQL_VALIDATION_FAILED', message: 'Int cannot represent non-integer value: "1"' },
    { name: 'a decimal as a JSON number', body: { query: 'query ($d: Decimal) { invoices(filter: { amount: { from: $d } }) { totalCount } }', variables: { d: 1.5 } }, status: 400, code: 'INVALID_INPUT', message: 'Variable "$d" got invalid value 1.5; Expected a decimal number as a string, such as "554.30".' },
    { name: 'a date-time without a zone', body: { query: '{ invoices(filter: { issuedAt: { from: "2026-01-01T00:00:00" } }) { totalCount } }' }, status: 200, code: 'INVALID_INPUT', message: 'Expected a date and time with an offset (RFC 3339), such as "2026-11-02T09:15:00+02:00".' },
    { name: 'a missing variable', body: { query: 'query ($n: Int!) { invoices(first: $n) { totalCount } }' }, status: 400, code: 'INVALID_INPUT', message: 'Variable "$n" of required type "Int!" was not provided.' },
    { name: 'an unknown operation name', body: { query: 'query A { __typename }', operationName: 'B' }, status: 400, code: 'BAD_REQUEST', message: 'Could not determine what operation to execute.' },
    { name: 'a language that is not served', body: { query: '{ department { currency } }', extensions: { language: 'fr' } }, status: 400, code: 'INVALID_INPUT', message: '`extensions.language` must be one of ro, ru, en.' },
    { name: 'JSON that does not parse', body: '{"query":', status: 400, code: 'BAD_REQUEST', message: 'POST body sent invalid JSON.' },
  ])('$name: $code, and nothing is sent upstream', async ({ body, status, code, message }) => {
    const response = await stack.post(body);
    const { errors } = await failureOf(response);
    expect(response.status).toBe(status);
    expect(errors.map((error) => ({ message: error.message, code: error.extensions.code }))).toEqual([{ message, code }]);
    expect(errors[0]?.extensions.requestId).toMatch(ID);
    expect(response.headers.get('x-request-id')).toBe(errors[0]?.extensions.requestId);
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'application/graphql', 'application/json; charset=iso-8859-1', ''])(
    'a POST as %j is refused with 415',
    async (type) => {
      const response = await fetch(`${stack.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body: Buffer.from('query={__typename}') });
      expect(response.status).toBe(415);
      expect((await failureOf(response)).errors[0]?.extensions.code).toBe('UNSUPPORTED_MEDIA_TYPE');
    },
  );

  it('a mutation by GET, and any other method', async () => {
    const get = await fetch(`${stack.url}/graphql?query=${encodeURIComponent('mutation { __typename }')}`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
    const put = await fetch(`${stack.url}/graphql`, { method: 'PUT', body: '{}' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect((await failureOf(put)).errors[0]?.extensions.code).toBe('METHOD_NOT_ALLOWED');
  });

  it('several operations in one body', async () => {
    const response = await stack.post([{ query: '{ department { currency } }' }, { query: '{ department { currency } }' }]);
    expect(response.status).toBe(400);
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  const tooLong = LIMITS.requestBodyBytes + 1;
  it('a body over the limit, before it is read', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${stack.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': tooLong } }, (res) => {
        resolve(res.statusCode);
        res.resume();
        sent.destroy();
      });
      sent.once('error', reject);
      // Only the headers go out: the answer must not wait for the body.
      sent.flushHeaders();
    });
    expect(status).toBe(413);
  });

  it('a body over the limit that does not tell its length', async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      const sent = request(`${stack.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' } }, (res) => {
        resolve(res.statusCode);
        res.resume();
        sent.destroy();
      });
      sent.once('error', () => undefined);
      sent.write(' '.repeat(tooLong));
    });
    expect(status).toBe(413);
  });

  it('takes a body of exactly the limit', async () => {
    const query = '{"query":"{ __typename }"}';
    expect((await stack.post(query + ' '.repeat(LIMITS.requestBodyBytes - query.length))).status).toBe(200);
  });
});

describe('the language of a request', () => {
  const query = '{ department { name { text } } }';
  const used = (): unknown => (stack.sandbox.calls.of('department.get').at(-1)?.body as { connect: { language: string } }).connect.language;

  it.each([
    { headers: {}, extensions: {}, language: 'ro' },
    { headers: { 'accept-language': 'ru' }, extensions: {}, language: 'ru' },
    { headers: { 'accept-language': 'en-GB,en;q=0.9,ro;q=0.8' }, extensions: {}, language: 'en' },
    { headers: { 'accept-language': 'de, fr;q=0.9' }, extensions: {}, language: 'ro' },
    { headers: { 'accept-language': 'en;q=0.1, ru-RU;q=0.7' }, extensions: {}, language: 'ru' },
    { headers: { 'accept-language': 'ru;q=0, en' }, extensions: {}, language: 'en' },
    { headers: { 'accept-language': 'ru' }, extensions: { language: 'en' }, language: 'en' },
    { headers: { 'accept-language': 'ru' }, extensions: { language: 'ro-RO' }, language: 'ro' },
  ])('$headers and $extensions: $language', async ({ headers, extensions, language }) => {
    const response = await stack.post({ query, extensions }, headers);
    expect(await response.json()).toMatchObject({ data: { department: { name: { text: { ro: 'Oficiul Chișinău', ru: 'Офис Кишинёв', en: 'Chișinău office' }[language] } } } });
    expect(used()).toBe(language);
    expect(response.headers.get('content-language')).toBe(language);
    expect(response.headers.get('vary')).toBe('accept, accept-language, origin');
  });
});

describe('the server’s other addresses', () => {
  it('tells that it lives and that it is ready, without asking the upstream', async () => {
    expect(await (await fetch(`${stack.url}/health`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${stack.url}/ready`)).json()).toEqual({ status: 'ready' });
    expect(stack.sandbox.calls.count()).toBe(0);
  });

  it('answers an unknown path with a code', async () => {
    const response = await fetch(`${stack.url}/nope`, { headers: { 'x-request-id': 'my-request-1' } });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: { code: 'NOT_FOUND', message: 'There is nothing here. The API is at /graphql.', requestId: 'my-request-1' } });
  });

  it.each(['short', 'a b c d e f g', 'x'.repeat(129), 'evil{"a":1}'])('does not take %j as a request id', async (id) => {
    expect((await fetch(`${stack.url}/health`, { headers: { 'x-request-id': id } })).headers.get('x-request-id')).toMatch(ID);
  });
});
