import { describe, expect, it } from 'vitest';

import { applyEndpointOverrides } from '../../src/upstream/endpoint-overrides.ts';
import { ENDPOINTS } from '../../src/upstream/endpoints.ts';
import { ok } from './kit/loopback.ts';
import { invoiceRow } from './kit/rows.ts';
import { withClient } from './kit/with-client.ts';

const problemOf = (overrides: unknown): string | null => {
  const result = applyEndpointOverrides(ENDPOINTS, overrides);
  return result.ok ? null : result.problem;
};

describe('overrides of the endpoint table', () => {
  it('change what they name and nothing else', () => {
    const before = structuredClone(ENDPOINTS);
    const result = applyEndpointOverrides(ENDPOINTS, {
      'invoice.list': { path: '/facturare/v2/list/invoice', batchById: false, evidence: 'SEEN' },
      'invoice.send': { verb: 'POST' },
      'invoice.get': { safe: false },
    });
    expect(result).toStrictEqual({
      ok: true,
      table: {
        ...ENDPOINTS,
        'invoice.list': { ...ENDPOINTS['invoice.list'], path: '/facturare/v2/list/invoice', batchById: false, evidence: 'SEEN' },
        'invoice.send': { ...ENDPOINTS['invoice.send'], verb: 'POST' },
        'invoice.get': { ...ENDPOINTS['invoice.get'], safe: false },
      },
    });
    expect(ENDPOINTS).toStrictEqual(before);
  });

  it('may be absent or empty', () => {
    expect(applyEndpointOverrides(ENDPOINTS, undefined)).toStrictEqual({ ok: true, table: ENDPOINTS });
    expect(applyEndpointOverrides(ENDPOINTS, {})).toStrictEqual({ ok: true, table: ENDPOINTS });
  });

  it.each<[string, unknown, string]>([
    ['null', null, 'The endpoint overrides must be an object keyed by endpoint name.'],
    ['a list', [], 'The endpoint overrides must be an object keyed by endpoint name.'],
    ['an unknown name', { 'invoice.drop': {} }, '`invoice.drop` is not an endpoint;'],
    ['a name of Object', { toString: {} }, '`toString` is not an endpoint;'],
    ['a poisoned name', JSON.parse('{"__proto__":{}}'), '`__proto__` is not an endpoint;'],
    ['a row that is no object', { 'invoice.get': '/x' }, '`invoice.get` must be an object with some of path, verb, evidence, safe, batchById, batchByRelation.'],
    ['an unknown member', { 'invoice.get': { url: '/x' } }, '`invoice.get.url` is not a member of an endpoint;'],
    ['a member of Object', { 'invoice.get': { constructor: 1 } }, '`invoice.get.constructor` is not a member'],
    ['a path that is no text', { 'invoice.get': { path: 5 } }, '`invoice.get.path` must be a path'],
    ['a relative path', { 'invoice.get': { path: 'get/invoice' } }, '`invoice.get.path` must be a path'],
    ['another host', { 'invoice.get': { path: '//evil.example/x' } }, '`invoice.get.path` must be a path'],
    ['a whole address', { 'invoice.get': { path: 'https://evil.example/x' } }, '`invoice.get.path` must be a path'],
    ['a query', { 'invoice.get': { path: '/x?y=1' } }, '`invoice.get.path` must be a path'],
    ['a line break', { 'invoice.get': { path: '/x\r\nHost: y' } }, '`invoice.get.path` must be a path'],
    ['a way up', { 'invoice.get': { path: '/x/../y' } }, '`invoice.get.path` must be a path'],
    ['a path too long', { 'invoice.get': { path: `/${'x'.repeat(200)}` } }, '`invoice.get.path` must be a path'],
    ['another verb', { 'invoice.get': { verb: 'PUT' } }, '`invoice.get.verb` must be "POST" or "GET".'],
    ['keys in an address', { 'invoice.get': { verb: 'GET' } }, '`invoice.get.verb` must stay "POST"'],
    ['other evidence', { 'invoice.get': { evidence: 'HEARD' } }, '`invoice.get.evidence` must be'],
    ['a safe write', { 'invoice.put': { safe: true } }, '`invoice.put.safe` must stay false'],
    ['a safe act', { 'invoice.send': { safe: true } }, '`invoice.send.safe` must stay false'],
    ['safe as text', { 'invoice.get': { safe: 'yes' } }, '`invoice.get.safe` must be true or false.'],
    ['batch as a number', { 'invoice.list': { batchById: 1 } }, '`invoice.list.batchById` must be true or false.'],
    ['batch as null', { 'invoice.list': { batchByRelation: null } }, '`invoice.list.batchByRelation` must be true or false.'],
  ])('are refused: %s', (_name, overrides, problem) => {
    expect(problemOf(overrides)).toContain(problem);
  });

  it('accept the longest path', () => {
    expect(problemOf({ 'invoice.get': { path: `/${'x'.repeat(199)}` } })).toBeNull();
  });

  it('reach the wire', async () => {
    const result = applyEndpointOverrides(ENDPOINTS, { 'invoice.send': { verb: 'POST', path: '/facturare/v2/send/invoice' }, 'invoice.get': { path: '/v9/invoice' } });
    if (!result.ok) throw new Error(result.problem);
    const { client, upstream } = await withClient(ok(invoiceRow()), { endpoints: result.table });
    await client.sendInvoice({ language: 'ro' }, 'abc');
    await client.getInvoice({ language: 'ro' }, { id: 1 });
    expect(upstream.seen.map(({ method, url }) => `${method} ${url}`)).toStrictEqual(['POST /facturare/v2/send/invoice', 'POST /v9/invoice']);
    expect(upstream.seen[0]?.json).toMatchObject({ connect: { language: 'ro' }, key: 'abc' });
  });
});
