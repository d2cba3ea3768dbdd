import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import type { PdfStream } from '../../src/upstream/client.ts';
import { UpstreamError } from '../../src/upstream/errors.ts';
import { catchFailure } from './kit/catch-failure.ts';
import { html, reset, stall } from './kit/faults.ts';
import type { Responder } from './kit/loopback.ts';
import { fail, inTurn, ok, reply } from './kit/loopback.ts';
import { invoiceRow } from './kit/rows.ts';
import { CLIENT, TOKEN } from './kit/settings.ts';
import { withClient } from './kit/with-client.ts';

const scope = { language: 'en' } as const;
const PDF = { 'content-type': 'application/pdf' };
const MIB = 1 << 20;

const readAll = async ({ body }: PdfStream): Promise<Buffer> => Buffer.concat(await body.toArray() as Buffer[]);

/** A document of `size` bytes, written as fast as it is taken; `written` counts what left. */
const largePdf = (size: number, count: { written: number }): Responder => (_request, response) => {
  response.writeHead(200, { ...PDF, 'content-length': String(size) });
  response.write('%PDF-1.7\n');
  count.written = 9;
  const chunk = Buffer.alloc(64 * 1024, 0x61);
  const more = (): void => {
    if (response.destroyed) return;
    const left = size - count.written;
    if (left === 0) {
      response.end();
      return;
    }
    const part = chunk.subarray(0, Math.min(left, chunk.length));
    count.written += part.length;
    response.write(part, more);
  };
  more();
};

describe('the PDF of an invoice', () => {
  it('is asked for with Accept, and handed over as it comes', async () => {
    const { client, upstream } = await withClient(reply(200, '%PDF-1.7 text', { ...PDF, 'content-length': '13' }));
    const pdf = await client.openInvoicePdf(scope, { id: 3 });
    expect(pdf.contentLength).toBe(13);
    expect((await readAll(pdf)).toString()).toBe('%PDF-1.7 text');
    expect(upstream.seen[0]).toMatchObject({ method: 'POST', url: '/facturare/v1/get/invoice', headers: { accept: 'application/pdf' } });
    expect(upstream.seen[0]?.json).toStrictEqual({ connect: { client: CLIENT, token: TOKEN, language: 'en' }, id: 3 });
  });

  it('may come in crumbs, without a length', async () => {
    const { client } = await withClient((_request, response) => {
      response.writeHead(200, { 'content-type': 'Application/PDF; charset=binary' });
      const crumbs = ['%', 'PD', 'F-', '1.7', ' text'];
      const next = (): void => {
        const crumb = crumbs.shift();
        if (crumb === undefined) response.end();
        else response.write(crumb, () => setTimeout(next, 5));
      };
      next();
    });
    const pdf = await client.openInvoicePdf(scope, { id: 3 });
    expect(pdf.contentLength).toBeNull();
    expect((await readAll(pdf)).toString()).toBe('%PDF-1.7 text');
  });

  it('waits for its reader: 50 MiB pass through a small memory', async () => {
    const size = 50 * MIB;
    const count = { written: 0 };
    const { client } = await withClient(largePdf(size, count));
    const { body, contentLength } = await client.openInvoicePdf(scope, { id: 3 });
    expect(contentLength).toBe(size);
    let last = -1;
    // The reader does nothing; what leaves the upstream stops at what sockets hold.
    while (count.written !== last) {
      last = count.written;
      await sleep(50);
    }
    expect(last).toBeLessThan(16 * MIB);
    expect(body.readableLength).toBeLessThan(MIB);
    let read = 0;
    for await (const chunk of body) read += (chunk as Buffer).length;
    expect(read).toBe(size);
  });

  it('is not cut by the deadline while it moves', async () => {
    const { client } = await withClient((_request, response) => {
      response.writeHead(200, PDF);
      response.write('%PDF-1.7');
      setTimeout(() => response.end(' end'), 250);
    }, { deadlineMs: 100 });
    expect((await readAll(await client.openInvoicePdf(scope, { id: 3 }))).toString()).toBe('%PDF-1.7 end');
  });

  it('leaves its socket for the next call', async () => {
    const { client, upstream } = await withClient(reply(200, '%PDF-1.7 text', PDF));
    for (let n = 0; n < 20; n += 1) await readAll(await client.openInvoicePdf(scope, { id: 3 }));
    // A socket is free again a moment after its reply has ended, so two take turns.
    expect(upstream.connections).toBeLessThanOrEqual(2);
  });

  it('never takes more than half of the sockets', async () => {
    const { client, upstream } = await withClient((request, response, index) => {
      if (request.headers.accept === 'application/pdf') {
        response.writeHead(200, PDF);
        response.write('%PDF-1.7');
      } else ok(invoiceRow())(request, response, index);
    }, { connections: 4, deadlineMs: 300 });
    const caller = new AbortController();
    const open = { ...scope, signal: caller.signal };
    await client.openInvoicePdf(open, { id: 1 });
    await client.openInvoicePdf(open, { id: 2 });
    expect(await catchFailure(client.openInvoicePdf(open, { id: 3 }))).toMatchObject({ kind: 'timeout', sent: 'nothing' });
    expect(await client.getInvoice(scope, { id: 1001 })).toMatchObject({ id: 1001 });
    expect(upstream.seen).toHaveLength(3);
    caller.abort();
  });
});

describe('what is no PDF', () => {
  it.each<[string, Responder, object]>([
    ['data instead', ok(invoiceRow()), { kind: 'protocol' }],
    ['HTML', html, { kind: 'protocol' }],
    ['HTML that calls itself a PDF', reply(200, '<!doctype html>', PDF), { kind: 'protocol' }],
    ['an empty PDF', reply(200, '', PDF), { kind: 'protocol' }],
    ['four bytes', reply(200, '%PDF', PDF), { kind: 'protocol' }],
    ['404', fail(404, { status: 404, message: 'No such invoice' }), { kind: 'notFound', message: 'No such invoice', sent: 'answered' }],
    ['404 under 200', fail(200, { status: 404, message: 'No such invoice' }), { kind: 'notFound', httpStatus: 404 }],
    ['403 that calls itself a PDF', reply(403, '{"status":"FAIL","data":{"status":403,"message":"Off"}}', PDF), { kind: 'forbidden', message: 'Off' }],
    ['a reset', reset, { kind: 'connectionLost' }],
  ])('%s', async (_name, answer, expected) => {
    const { client } = await withClient(answer);
    expect(await catchFailure(client.openInvoicePdf(scope, { id: 3 }))).toMatchObject({ endpoint: 'invoice.get', ...expected });
  });

  it('times out like any read', async () => {
    const { client } = await withClient(stall, { headersTimeoutMs: 50 });
    expect(await catchFailure(client.openInvoicePdf(scope, { id: 3 }))).toMatchObject({ kind: 'timeout' });
  });

  it('is asked for again like any read', async () => {
    const { client, upstream } = await withClient(inTurn(reset, fail(503, { status: 503 }), reply(200, '%PDF-1.7', PDF)), { retry: { attempts: 3, baseDelayMs: 1, maxDelayMs: 2, maxRetryAfterMs: 1 } });
    expect((await readAll(await client.openInvoicePdf(scope, { id: 3 }))).toString()).toBe('%PDF-1.7');
    expect(upstream.seen).toHaveLength(3);
  });
});

describe('a document that breaks on the way', () => {
  const half: Responder = (_request, response) => {
    response.writeHead(200, { ...PDF, 'content-length': '1000' });
    response.write('%PDF-1.7');
  };
  const errorOf = async ({ body }: PdfStream): Promise<unknown> => {
    body.resume();
    const [error] = (await once(body, 'error').catch((thrown: unknown) => [thrown])) as unknown[];
    return error;
  };

  it('ends in an error when the connection is lost', async () => {
    const { client } = await withClient((request, response, index) => {
      half(request, response, index);
      setTimeout(() => response.socket?.destroy(), 30);
    });
    const error = await errorOf(await client.openInvoicePdf(scope, { id: 3 }));
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({ kind: 'connectionLost', endpoint: 'invoice.get' });
  });

  it('ends in an error when it stops', async () => {
    const { client } = await withClient(half, { bodyTimeoutMs: 60 });
    expect(await errorOf(await client.openInvoicePdf(scope, { id: 3 }))).toMatchObject({ kind: 'timeout' });
  });

  it('closes the socket when its caller goes away', async () => {
    const { client, upstream } = await withClient(half);
    const caller = new AbortController();
    const pdf = await client.openInvoicePdf({ ...scope, signal: caller.signal }, { id: 3 });
    const error = errorOf(pdf);
    caller.abort();
    expect(await error).toMatchObject({ kind: 'cancelled' });
    await expect.poll(() => upstream.cut).toHaveLength(1);
  });

  it('ends nobody\'s process when it breaks unread', async () => {
    const { client, upstream } = await withClient(half);
    const caller = new AbortController();
    const { body } = await client.openInvoicePdf({ ...scope, signal: caller.signal }, { id: 3 });
    caller.abort();
    await expect.poll(() => upstream.cut).toHaveLength(1);
    expect(body.errored).toMatchObject({ kind: 'cancelled' });
  });

  it('closes the socket when its reader has enough', async () => {
    const { client, upstream } = await withClient(half);
    (await client.openInvoicePdf(scope, { id: 3 })).body.destroy();
    await expect.poll(() => upstream.cut).toHaveLength(1);
  });
});
