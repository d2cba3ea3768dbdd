import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Stack, StackOptions } from '../kit/start-stack.ts';
import { startStack } from '../kit/start-stack.ts';

let stack: Stack;
let nowMs = Date.parse('2026-11-20T07:00:00Z');
const start = async (options: StackOptions = {}): Promise<void> => {
  stack = await startStack({ nowMs: () => nowMs, ...options });
};
beforeEach(() => {
  nowMs = Date.parse('2026-11-20T07:00:00Z');
});
afterEach(() => stack.close());

interface Link {
  readonly url: string;
  readonly expiresAt: string;
  readonly filename: string;
}
const link = async (place = 0): Promise<Link> => {
  const response = await stack.post({ query: '{ invoices(first: 2) { nodes { pdf { url expiresAt filename } } } }' });
  const { data } = (await response.json()) as { data: { invoices: { nodes: { pdf: Link }[] } } };
  return data.invoices.nodes[place]!.pdf;
};
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const opened = (): number => stack.sandbox.calls.count('invoice.get');
const failure = async (response: Response): Promise<unknown> => {
  const { error } = (await response.json()) as { error: { code: string; message: string; requestId: string } };
  expect(error.requestId).toBe(response.headers.get('x-request-id'));
  return { status: response.status, code: error.code };
};

describe('the link of an invoice', () => {
  beforeEach(() => start());

  it('streams the PDF, and making it sends nothing', async () => {
    const { url, expiresAt, filename } = await link();
    expect(opened()).toBe(0);
    expect({ expiresAt, filename }).toEqual({ expiresAt: '2026-11-20T09:05:00+02:00', filename: 'invoice-CH-1580.pdf' });
    expect(new URL(url).origin).toBe(stack.url);
    const response = await fetch(url);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.status).toBe(200);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.toString('latin1')).toContain('CH-1580');
    expect(Object.fromEntries([...response.headers].filter(([name]) => /^(content|cache|accept|x-content)/.test(name)))).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store',
      'content-disposition': `inline; filename="invoice-CH-1580.pdf"; filename*=UTF-8''invoice-CH-1580.pdf`,
      'content-length': `${bytes.length}`,
      'content-security-policy': "frame-ancestors 'self'",
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
    });
    expect(stack.sandbox.calls.of('invoice.get').map(({ accept }) => accept)).toEqual(['application/pdf']);
  });

  it('answers HEAD with the same headers and no body', async () => {
    const { url } = await link();
    const [head, get] = [await fetch(url, { method: 'HEAD' }), await fetch(url)];
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
    expect(await head.text()).toBe('');
  });

  it('answers byte ranges', async () => {
    const { url } = await link();
    const whole = Buffer.from(await (await fetch(url)).arrayBuffer());
    const size = whole.length;
    const part = async (range: string) => {
      const response = await fetch(url, { headers: { range } });
      return { status: response.status, range: response.headers.get('content-range'), bytes: Buffer.from(await response.arrayBuffer()) };
    };
    expect(await part('bytes=0-9')).toEqual({ status: 206, range: `bytes 0-9/${size}`, bytes: whole.subarray(0, 10) });
    expect(await part('bytes=100-')).toEqual({ status: 206, range: `bytes 100-${size - 1}/${size}`, bytes: whole.subarray(100) });
    expect(await part('bytes=-7')).toEqual({ status: 206, range: `bytes ${size - 7}-${size - 1}/${size}`, bytes: whole.subarray(-7) });
    expect(await part(`bytes=5-${size * 2}`)).toEqual({ status: 206, range: `bytes 5-${size - 1}/${size}`, bytes: whole.subarray(5) });
    for (const ignored of ['bytes=9-3', 'bytes=0-1,4-5', 'lines=0-1', 'bytes=-']) expect(await part(ignored)).toEqual({ status: 200, range: null, bytes: whole });
    const beyond = await fetch(url, { headers: { range: `bytes=${size}-` } });
    expect(beyond.headers.get('content-range')).toBe(`bytes */${size}`);
    expect(await failure(beyond)).toEqual({ status: 416, code: 'RANGE_NOT_SATISFIABLE' });
  });

  it('refuses a link that was changed in any part, without asking the upstream', async () => {
    const [{ url }, other] = [await link(0), await link(1)];
    const changed = (change: (address: URL) => void): string => {
      const address = new URL(url);
      change(address);
      return address.href;
    };
    const forged = [
      changed((address) => (address.pathname = new URL(other.url).pathname)),
      changed((address) => (address.pathname = address.pathname.replace('CH-1580', 'CH-9999'))),
      changed((address) => address.searchParams.set('expires', '9999999999')),
      changed((address) => address.searchParams.set('language', 'ru')),
      changed((address) => address.searchParams.set('signature', new URL(other.url).searchParams.get('signature') ?? '')),
      changed((address) => address.searchParams.delete('signature')),
      `${stack.url}/documents/invoices/1/../2/x.pdf`,
      `${stack.url}/documents/`,
    ];
    for (const address of forged) expect(await failure(await fetch(address))).toEqual({ status: 403, code: 'LINK_INVALID' });
    expect(opened()).toBe(0);
  });

  it('expires', async () => {
    const { url } = await link();
    nowMs += 299_000;
    expect((await fetch(url)).status).toBe(200);
    nowMs += 1_000;
    expect(await failure(await fetch(url))).toEqual({ status: 410, code: 'LINK_EXPIRED' });
    expect(opened()).toBe(1);
  });

  it('is read by GET and HEAD only', async () => {
    const response = await fetch((await link()).url, { method: 'POST' });
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect(await failure(response)).toEqual({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  });

  it.each([
    { kind: 'pdfJson', times: 9, status: 502, code: 'UPSTREAM_FAILED' },
    { kind: 'html200', times: 1, status: 502, code: 'UPSTREAM_PROTOCOL' },
    { kind: '500', times: 9, status: 502, code: 'UPSTREAM_FAILED' },
    { kind: '429', times: 9, status: 503, code: 'UPSTREAM_RATE_LIMITED' },
    { kind: 'resetBefore', times: 9, status: 502, code: 'UPSTREAM_CONNECTION_LOST' },
  ] as const)('reports $kind instead of a PDF', async ({ kind, times, status, code }) => {
    const { url } = await link();
    stack.sandbox.faults.add({ endpoint: 'invoice.get', kind, times });
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await failure(response)).toEqual({ status, code });
  });

  it('reports an invoice that is gone', async () => {
    const { url } = await link();
    await stack.upstream.close();
    expect(await failure(await fetch(url))).toEqual({ status: 503, code: 'REQUEST_CANCELLED' });
  });
});

describe('a large PDF', () => {
  const SIZE = 60_000_000;

  it('streams through without being held: a reader who stops stops the upstream', async () => {
    await start({ sandbox: { invoices: 50, switches: { pdfBytes: SIZE } } });
    const { url } = await link();
    const slow = await new Promise<IncomingMessage>((resolve) => request(url, resolve).end());
    slow.pause();
    // Meanwhile a whole other copy passes through to a reader who reads.
    const response = await fetch(url);
    let length = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) length += chunk.length;
    expect(length).toBe(Number(response.headers.get('content-length')));
    expect(length).toBeGreaterThanOrEqual(SIZE);
    expect(stack.sandbox.calls.of('invoice.get').map(({ done }) => done)).toEqual([false, true]);

    let slowLength = 0;
    for await (const chunk of slow as AsyncIterable<Buffer>) slowLength += chunk.length;
    expect(slowLength).toBe(length);
    const end = await fetch(url, { headers: { range: 'bytes=-100' } });
    expect(Buffer.from(await end.arrayBuffer())).toHaveLength(100);
  });

  it('answers closed ranges where the length is not told', async () => {
    await start({ sandbox: { invoices: 50, switches: { pdfLength: false } } });
    const { url } = await link();
    const whole = Buffer.from(await (await fetch(url)).arrayBuffer());
    const response = await fetch(url, { headers: { range: 'bytes=10-19' } });
    expect([response.status, response.headers.get('content-range')]).toEqual([206, 'bytes 10-19/*']);
    expect(sha(Buffer.from(await response.arrayBuffer()))).toBe(sha(whole.subarray(10, 20)));
    expect((await fetch(url, { headers: { range: 'bytes=-5' } })).status).toBe(200);
  });

  it('that breaks on the way breaks the download', async () => {
    await start({ sandbox: { invoices: 50, switches: { pdfBytes: 5_000_000 } } });
    const { url } = await link();
    stack.sandbox.faults.add({ endpoint: 'invoice.get', kind: 'truncated' });
    await expect(fetch(url).then((response) => response.arrayBuffer())).rejects.toThrow();
  });

  it('is given up upstream when the reader goes away', async () => {
    await start({ sandbox: { invoices: 50, switches: { pdfBytes: SIZE } } });
    const { url } = await link();
    await new Promise<void>((resolve) => {
      const sent = request(url, (res) => {
        res.once('data', () => {
          sent.destroy();
          resolve();
        });
      });
      sent.once('error', () => undefined);
      sent.end();
    });
    const call = stack.sandbox.calls.of('invoice.get').at(-1)!;
    while (!call.done) await nextTurn();
    expect(call.aborted).toBe(true);
  });
});
