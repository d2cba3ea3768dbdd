import { describe, expect, it } from 'vitest';

import type { UpstreamCall } from '../../src/upstream/client.ts';
import type { UpstreamSettings } from '../../src/upstream/create-client.ts';
import type { UpstreamError, UpstreamFailureKind } from '../../src/upstream/errors.ts';
import { CODE_OF_KIND } from '../../src/upstream/errors.ts';
import { catchFailure } from './kit/catch-failure.ts';
import { CLOSED_PORT, cutBody, cutChunks, cutJson, html, notHttp, reset, stall, stallInBody } from './kit/faults.ts';
import type { Responder } from './kit/loopback.ts';
import { fail, ok, reply } from './kit/loopback.ts';
import { withClient } from './kit/with-client.ts';

const list = { filter: {}, sort: [], start: 0, length: 10 };
const refusal = (status: number, message: unknown = 'Motiv') => fail(status, { name: 'X', message, code: 12, status, previous: { message: 'SQLSTATE[42S02]' } });

interface Row {
  readonly name: string;
  readonly kind: UpstreamFailureKind;
  readonly answer: Responder;
  readonly sent: UpstreamError['sent'];
  readonly message: string;
  readonly httpStatus?: number;
  readonly settings?: Partial<UpstreamSettings>;
}

const ROWS: readonly Row[] = [
  { name: '400', kind: 'rejected', answer: refusal(400), sent: 'answered', message: 'Motiv', httpStatus: 400 },
  { name: '422', kind: 'rejected', answer: refusal(422), sent: 'answered', message: 'Motiv', httpStatus: 422 },
  { name: '400 without a text', kind: 'rejected', answer: refusal(400, ''), sent: 'answered', message: 'e-Cont.md refused invoice.list without saying why.', httpStatus: 400 },
  { name: '401', kind: 'unauthenticated', answer: refusal(401), sent: 'answered', message: 'Motiv', httpStatus: 401 },
  { name: '401 without a text', kind: 'unauthenticated', answer: refusal(401, null), sent: 'answered', message: 'e-Cont.md did not accept the keys of this server for invoice.list.', httpStatus: 401 },
  { name: '403', kind: 'forbidden', answer: refusal(403), sent: 'answered', message: 'Motiv', httpStatus: 403 },
  { name: '404', kind: 'notFound', answer: refusal(404), sent: 'answered', message: 'Motiv', httpStatus: 404 },
  { name: '429', kind: 'rateLimited', answer: refusal(429), sent: 'answered', message: 'Motiv', httpStatus: 429 },
  { name: '429 of a gateway', kind: 'rateLimited', answer: reply(429, 'slow down'), sent: 'answered', message: 'e-Cont.md asks for fewer requests; invoice.list was turned away.', httpStatus: 429 },
  { name: '500', kind: 'failed', answer: refusal(500), sent: 'maybe', message: 'Motiv', httpStatus: 500 },
  { name: '502 of a gateway', kind: 'failed', answer: reply(502, '<h1>Bad gateway</h1>'), sent: 'maybe', message: 'e-Cont.md failed at invoice.list (HTTP 502).', httpStatus: 502 },
  { name: 'HTTP 200 with a refusal', kind: 'forbidden', answer: fail(200, { message: 'Motiv', status: 403 }), sent: 'answered', message: 'Motiv', httpStatus: 403 },
  { name: 'a refusal without a status', kind: 'protocol', answer: fail(200, { message: 'Motiv' }), sent: 'maybe', message: 'Motiv', httpStatus: 200 },
  { name: 'nobody listens', kind: 'unreachable', answer: stall, sent: 'nothing', message: 'e-Cont.md cannot be reached for invoice.list.', settings: { apiUrl: CLOSED_PORT } },
  { name: 'no headers in time', kind: 'timeout', answer: stall, sent: 'maybe', message: 'e-Cont.md did not answer invoice.list within 60 ms.', settings: { headersTimeoutMs: 60 } },
  { name: 'a body that stops', kind: 'timeout', answer: stallInBody, sent: 'maybe', message: 'e-Cont.md stopped in the middle of its answer to invoice.list for 60 ms.', httpStatus: 200, settings: { bodyTimeoutMs: 60 } },
  { name: 'the deadline', kind: 'timeout', answer: stall, sent: 'maybe', message: 'e-Cont.md did not answer invoice.list within 60 ms.', settings: { deadlineMs: 60 } },
  { name: 'a reset', kind: 'connectionLost', answer: reset, sent: 'maybe', message: 'The connection to e-Cont.md broke during invoice.list.' },
  { name: 'a body cut short', kind: 'connectionLost', answer: cutBody, sent: 'maybe', message: 'The connection to e-Cont.md broke during invoice.list.', httpStatus: 200 },
  { name: 'chunks cut short', kind: 'connectionLost', answer: cutChunks('keep-alive'), sent: 'maybe', message: 'The connection to e-Cont.md broke during invoice.list.', httpStatus: 200 },
  { name: 'chunks cut short on a connection that is to close', kind: 'connectionLost', answer: cutChunks('close'), sent: 'maybe', message: 'The connection to e-Cont.md broke during invoice.list.', httpStatus: 200 },
  { name: 'cut JSON', kind: 'protocol', answer: cutJson, sent: 'maybe', message: 'e-Cont.md answered invoice.list with something else than its contract says (HTTP 200).', httpStatus: 200 },
  { name: 'HTML', kind: 'protocol', answer: html, sent: 'maybe', message: 'e-Cont.md answered invoice.list with something else than its contract says (HTTP 200).', httpStatus: 200 },
  { name: 'a 404 page', kind: 'protocol', answer: reply(404, '<h1>Not found</h1>'), sent: 'maybe', message: 'e-Cont.md answered invoice.list with something else than its contract says (HTTP 404).', httpStatus: 404 },
  { name: 'a redirect', kind: 'protocol', answer: reply(302, '', { location: 'https://example.md/' }), sent: 'maybe', message: 'e-Cont.md answered invoice.list with something else than its contract says (HTTP 302).', httpStatus: 302 },
  { name: 'what is no HTTP', kind: 'protocol', answer: notHttp, sent: 'maybe', message: 'e-Cont.md answered invoice.list with something else than its contract says.' },
  { name: 'a page without records', kind: 'protocol', answer: ok({ recordsTotal: 0 }), sent: 'maybe', message: 'e-Cont.md answered invoice.list with something else than its contract says: records is not a list.' },
];

describe.each(ROWS)('$name', ({ kind, answer, sent, message, httpStatus, settings = {} }) => {
  it(`is ${kind}, told once`, async () => {
    const calls: UpstreamCall[] = [];
    const { client } = await withClient(answer, settings, { onCall: (call) => calls.push(call) });
    const failure = await catchFailure(client.listInvoices({ language: 'ro' }, list));
    expect(failure).toMatchObject({ kind, code: CODE_OF_KIND[kind], sent, message, endpoint: 'invoice.list', attempts: 1 });
    expect(failure.httpStatus).toBe(httpStatus);
    expect(calls).toStrictEqual([{ endpoint: 'invoice.list', attempt: 1, outcome: kind, httpStatus: httpStatus ?? null, durationMs: expect.any(Number) as number }]);
  });
});

describe('a reply that is too large', () => {
  it('is refused without reading it to the end', async () => {
    const { client, upstream } = await withClient((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(1 << 20, 0x20);
      const more = (): void => {
        if (!response.destroyed) response.write(chunk, more);
      };
      more();
    });
    const failure = await catchFailure(client.listInvoices({ language: 'ro' }, list));
    expect(failure).toMatchObject({ kind: 'protocol', message: 'e-Cont.md answered invoice.list with more than 32 MiB.' });
    await expect.poll(() => upstream.cut).toHaveLength(1);
  });
});

describe('one object', () => {
  it('is null when the upstream knows none', async () => {
    const { client } = await withClient(refusal(404));
    expect(await client.getInvoice({ language: 'ro' }, { id: 1 })).toBeNull();
    expect(await client.getPayment({ language: 'ro' }, 1)).toBeNull();
  });

  it.each([['null', null], ['{}', {}], ['[]', []]])('is null when the data is %s', async (_name, data) => {
    const { client } = await withClient(ok(data));
    expect(await client.getCustomer({ language: 'ro' }, { id: 1 })).toBeNull();
  });

  it('is a failure when the path is wrong', async () => {
    const { client } = await withClient(reply(404, '<h1>Not found</h1>'));
    expect((await catchFailure(client.getInvoice({ language: 'ro' }, { id: 1 }))).kind).toBe('protocol');
  });

  it('always exists when it is the department', async () => {
    const { client, upstream } = await withClient(ok(null));
    for (const data of [null, {}, []]) {
      upstream.answer = ok(data);
      expect((await catchFailure(client.getDepartment({ language: 'ro' }))).kind).toBe('protocol');
    }
    upstream.answer = refusal(404);
    expect((await catchFailure(client.getDepartment({ language: 'ro' }))).kind).toBe('notFound');
  });
});

describe('an observer that throws', () => {
  it('changes nothing', async () => {
    const broken = (): never => {
      throw new Error('observer');
    };
    const { client } = await withClient(ok({ id: 9 }), {}, { onCall: broken, onOddity: broken });
    expect(await client.putCustomer({ language: 'ro' }, {})).toStrictEqual({ outcome: 'done', value: { id: 9 } });
  });
});
