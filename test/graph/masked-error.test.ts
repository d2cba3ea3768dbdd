import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';

import { codedError } from '../../src/graphql/errors/coded-error.ts';
import { maskError } from '../../src/graphql/errors/masked-error.ts';
import { AnchorLostError } from '../../src/loaders/anchor.ts';
import { ListTooLongError } from '../../src/loaders/whole-list.ts';
import type { UpstreamFailureKind } from '../../src/upstream/errors.ts';
import { makeInvoice } from '../kit/domain-rows.ts';
import { execute } from '../kit/execute.ts';
import { createFakeUpstream, upstreamError } from '../kit/fake-upstream.ts';

const shown = ({ message, path, extensions }: GraphQLError): unknown => ({ message, path, extensions });

const KINDS: readonly (readonly [UpstreamFailureKind, string, boolean])[] = [
  ['rejected', 'UPSTREAM_REJECTED', false],
  ['unauthenticated', 'UPSTREAM_UNAUTHENTICATED', false],
  ['forbidden', 'UPSTREAM_FORBIDDEN', false],
  ['notFound', 'UPSTREAM_NOT_FOUND', false],
  ['rateLimited', 'UPSTREAM_RATE_LIMITED', true],
  ['failed', 'UPSTREAM_FAILED', true],
  ['unreachable', 'UPSTREAM_UNREACHABLE', true],
  ['timeout', 'UPSTREAM_TIMEOUT', true],
  ['connectionLost', 'UPSTREAM_CONNECTION_LOST', true],
  ['protocol', 'UPSTREAM_PROTOCOL', true],
  ['cancelled', 'REQUEST_CANCELLED', true],
];

describe('a failure of the upstream', () => {
  it.each(KINDS)('%s: %s, retryable: %s', async (kind, code, retryable) => {
    const upstream = createFakeUpstream();
    upstream.fail('invoice.list', upstreamError(kind, { message: 'text of the upstream', fields: { amount: 'prea mare' }, retryAfterMs: 2001 }));
    const answer = await execute(upstream, '{ it: invoices { nodes { id } } }');
    expect(answer.data).toEqual({ it: null });
    expect(answer.errors).toEqual([{ message: 'text of the upstream', path: ['it'], extensions: { code, retryable, fields: { amount: 'prea mare' }, retryAfterSeconds: 3 } }]);
  });

  it('is told bare where it says no more', () => {
    expect(shown(maskError(upstreamError('failed')))).toEqual({ message: 'it is failed', path: undefined, extensions: { code: 'UPSTREAM_FAILED', retryable: true } });
  });

  it('of a nested field leaves its parents', async () => {
    const upstream = createFakeUpstream({ invoices: [makeInvoice({ id: 1, customerId: 4 })] });
    upstream.fail('customer.get', upstreamError('timeout'));
    const answer = await execute(upstream, '{ invoices { nodes { upstreamId customer { id } } } }');
    expect(answer.data).toEqual({ invoices: { nodes: [{ upstreamId: 1, customer: null }] } });
    expect(answer.errors).toMatchObject([{ path: ['invoices', 'nodes', 0, 'customer'], extensions: { code: 'UPSTREAM_TIMEOUT' } }]);
  });
});

describe('a fault of our own', () => {
  it('is INTERNAL, and its text stays here', async () => {
    const upstream = createFakeUpstream();
    upstream.fail('invoice.list', new TypeError('secret of the inside'));
    const answer = await execute(upstream, '{ it: invoices { nodes { id } } }');
    expect(answer.errors).toEqual([{ message: 'The server failed. Report the request id.', path: ['it'], extensions: { code: 'INTERNAL', retryable: false } }]);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it.each([new Error('secret'), 'secret', { secret: 1 }, null, undefined, new GraphQLError('secret', { originalError: new Error('secret') })])('%j, too', (error) => {
    const masked = maskError(error);
    expect(masked.extensions).toEqual({ code: 'INTERNAL', retryable: false });
    expect(JSON.stringify(masked.toJSON())).not.toContain('secret');
    expect(masked.originalError).toBeUndefined();
  });
});

describe('what clients may see', () => {
  it('stays as it is', () => {
    const coded = codedError('NOT_FOUND', 'There is no such invoice.', { argument: 'id' });
    expect(maskError(coded)).toBe(coded);
    const located = new GraphQLError('There is no such invoice.', { originalError: coded, path: ['invoice'] });
    expect(maskError(located)).toBe(located);
    expect(located.extensions).toEqual({ code: 'NOT_FOUND', argument: 'id' });
  });

  it('of a lost cursor and of a list that is too long', () => {
    expect(shown(maskError(new AnchorLostError('inside')))).toEqual({
      message: 'The place of the cursor cannot be found any more. Start again without it.', path: undefined, extensions: { code: 'CURSOR_EXPIRED', retryable: false },
    });
    expect(shown(maskError(new ListTooLongError('more than 5000 rows would have to be read')))).toEqual({
      message: 'Too many rows for this field: more than 5000 rows would have to be read.', path: undefined, extensions: { code: 'LIST_TOO_LONG', retryable: false },
    });
  });

  it('keeps the place where it happened', () => {
    const masked = maskError(new GraphQLError('x', { originalError: upstreamError('failed'), path: ['a', 0] }));
    expect(masked.path).toEqual(['a', 0]);
  });
});
