import { describe, expect, it } from 'vitest';

import { readEnvelope, ReplyFailure } from '../../src/upstream/envelope.ts';

const NOW = Date.parse('2026-07-01T12:00:00Z');
const redact = (text: string): string => text.replaceAll('s3cret', '•');
const read = (status: number, body: unknown, headers: Record<string, string> = {}): unknown =>
  readEnvelope({ status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) }, redact, NOW);

const failureOf = (status: number, body: unknown, headers: Record<string, string> = {}): Record<string, unknown> => {
  try {
    return { data: read(status, body, headers) };
  } catch (error) {
    if (!(error instanceof ReplyFailure)) throw error;
    const { kind, httpStatus, upstreamCode, retryAfterMs, text } = error;
    return { kind, httpStatus, upstreamCode, retryAfterMs, ...text };
  }
};

describe('a good reply', () => {
  it.each<[string, number, unknown, unknown]>([
    ['200 OK', 200, { status: 'OK', data: { id: 1 } }, { id: 1 }],
    ['201 OK', 201, { status: 'OK', data: [] }, []],
    ['with session_id and unknown members', 200, { status: 'OK', data: 1, session_id: 'abc', debug: {} }, 1],
    ['without data', 200, { status: 'OK' }, undefined],
    ['204 without a body', 204, '', undefined],
    ['201 without a body', 201, '', undefined],
  ])('%s', (_name, status, body, data) => {
    expect(read(status, body)).toStrictEqual(data);
  });
});

describe('a reply that is not good', () => {
  it.each<[string, number, unknown, Record<string, unknown>]>([
    ['FAIL under 200 takes the status of the data', 200, { status: 'FAIL', data: { status: 404, code: 0, message: 'Nu există' } }, { kind: 'notFound', httpStatus: 404, upstreamCode: 0, message: 'Nu există' }],
    ['the status of the data wins over HTTP', 500, { status: 'FAIL', data: { status: 400, message: 'x' } }, { kind: 'rejected', httpStatus: 400 }],
    ['a status written as text', 200, { status: 'FAIL', data: { status: '429', code: '7' } }, { kind: 'rateLimited', httpStatus: 429, upstreamCode: 7, message: null }],
    ['no status in the data: HTTP tells', 403, { status: 'FAIL', data: {} }, { kind: 'forbidden', httpStatus: 403 }],
    ['a status that is no failure: HTTP tells', 400, { status: 'FAIL', data: { status: 200 } }, { kind: 'rejected', httpStatus: 400 }],
    ['no status anywhere', 200, { status: 'FAIL', data: { message: 'x' } }, { kind: 'protocol', httpStatus: 200, message: 'x' }],
    ['data that is a list', 400, { status: 'FAIL', data: [] }, { kind: 'rejected', message: null }],
    ['data that is text', 400, { status: 'FAIL', data: 'x' }, { kind: 'rejected', message: null }],
    ['a status beyond HTTP', 200, { status: 'FAIL', data: { status: 999 } }, { kind: 'protocol' }],
    ['OK under 500', 500, { status: 'OK', data: {} }, { kind: 'failed', httpStatus: 500 }],
    ['OK under 404', 404, { status: 'OK', data: {} }, { kind: 'protocol', httpStatus: 404 }],
    ['OK under 302', 302, { status: 'OK', data: {} }, { kind: 'protocol', httpStatus: 302 }],
    ['ok in small letters', 200, { status: 'ok', data: {} }, { kind: 'protocol' }],
    ['an empty 200', 200, '', { kind: 'protocol' }],
    ['an empty 500', 500, '', { kind: 'failed' }],
    ['JSON that is a list', 200, '[]', { kind: 'protocol' }],
    ['JSON null', 200, 'null', { kind: 'protocol' }],
    ['a bare 401', 401, 'no', { kind: 'unauthenticated' }],
    ['a bare 403', 403, 'no', { kind: 'forbidden' }],
    ['a bare 400', 400, 'no', { kind: 'protocol' }],
  ])('%s', (_name, status, body, expected) => {
    expect(failureOf(status, body)).toMatchObject(expected);
  });
});

describe('the message', () => {
  const of = (message: unknown) => {
    const { message: text, fields } = failureOf(400, { status: 'FAIL', data: { status: 400, message } });
    return { text, fields };
  };
  const map = { email: 'Lipsește', amount: ['Prea mic', 'Negativ'] };
  const read = { text: 'email: Lipsește; amount: Prea mic Negativ', fields: { email: 'Lipsește', amount: 'Prea mic Negativ' } };

  it.each<[string, unknown, { text: unknown; fields: unknown }]>([
    ['text', 'Parametri greșiți', { text: 'Parametri greșiți', fields: null }],
    ['a map', map, read],
    ['a map as JSON text', JSON.stringify(map), read],
    ['an empty map', {}, { text: null, fields: null }],
    ['a list of texts', ['a', 'b'], { text: 'a; b', fields: null }],
    ['text that only looks like JSON', '{oops', { text: '{oops', fields: null }],
    ['numbers in a map', { code: 5, deep: { a: 1 } }, { text: 'code: 5', fields: { code: '5' } }],
    ['nothing', undefined, { text: null, fields: null }],
    ['blank', ' \n ', { text: null, fields: null }],
    ['control characters', 'a\r\nb\u0000\u001b[31mc\u202ed', { text: 'a b [31mc d', fields: null }],
    ['our keys', 'unknown token s3cret', { text: 'unknown token •', fields: null }],
    ['our keys in a map', { s3cret: 's3cret' }, { text: '•: •', fields: { '•': '•' } }],
    ['a poisoned map', '{"__proto__":"x"}', { text: '__proto__: x', fields: Object.fromEntries([['__proto__', 'x']]) }],
  ])('%s', (_name, message, expected) => {
    expect(of(message)).toStrictEqual(expected);
  });

  it('is cut at 500 characters, and at 100 fields', () => {
    expect(of('x'.repeat(500)).text).toBe('x'.repeat(500));
    expect(of('x'.repeat(501)).text).toBe(`${'x'.repeat(499)}…`);
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`f${n}`, 'y'.repeat(501)]));
    const { text, fields } = of(many) as { text: string; fields: Record<string, string> };
    expect(text).toHaveLength(500);
    expect(Object.keys(fields)).toHaveLength(100);
    expect(fields.f0).toHaveLength(500);
  });
});

describe('Retry-After', () => {
  it.each<[string, string, number | undefined]>([
    ['seconds', '7', 7000],
    ['zero', '0', 0],
    ['an HTTP date', 'Wed, 01 Jul 2026 12:00:30 GMT', 30_000],
    ['a date gone by', 'Wed, 01 Jul 2026 11:00:00 GMT', 0],
    ['a fraction', '1.5', undefined],
    ['a negative', '-1', undefined],
    ['words', 'soon', undefined],
    ['a date of another form', '2026-07-01', undefined],
    ['nothing', '', undefined],
  ])('%s', (_name, header, expected) => {
    expect(failureOf(429, 'x', { 'retry-after': header }).retryAfterMs).toBe(expected);
  });
});
