import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';

import type { UpstreamClient } from '../../src/upstream/client.ts';
import { CLOSED_PORT, cutBody, cutJson, html, notHttp, reset, stall } from './kit/faults.ts';
import type { Responder } from './kit/loopback.ts';
import { fail, ok, reply } from './kit/loopback.ts';
import { invoiceRow, pageOf } from './kit/rows.ts';
import { CLIENT, TOKEN } from './kit/settings.ts';
import { withClient } from './kit/with-client.ts';

const DIAGNOSTICS = 'SQLSTATE[42S02]';
const previous = { name: 'PDOException', message: DIAGNOSTICS, code: 42 };
const echo = `token ${TOKEN} of client ${CLIENT} is unknown`;
const refuse = (status: number, message: unknown = echo): Responder => fail(status, { name: DIAGNOSTICS, message, status, code: 1, previous });

const list = { filter: {}, sort: [], start: 0, length: 10 };
const calls: readonly ((client: UpstreamClient, signal: AbortSignal) => Promise<unknown>)[] = [
  (c, signal) => c.listInvoices({ language: 'ro', signal }, list),
  (c, signal) => c.openInvoicePdf({ language: 'ro', signal }, { id: 1 }),
  (c, signal) => c.putCustomer({ language: 'ro', signal }, {}),
];

/** All that can be printed of a value, own members and the stack of errors included. */
const everything = (value: unknown): string =>
  [inspect(value, { depth: Infinity, showHidden: true }), JSON.stringify(value), value instanceof Error ? (value.stack ?? '') : ''].join('\n');

describe.each<[string, Responder]>([
  ...[400, 401, 403, 404, 429, 500].map((status): [string, Responder] => [`${status}`, refuse(status)]),
  ['a map', refuse(400, { [TOKEN]: echo, client: [CLIENT] })],
  ['a map as text', refuse(400, JSON.stringify({ [TOKEN]: echo }))],
  ['previous under 200', reply(200, JSON.stringify({ status: 'FAIL', data: { previous, message: { previous: 'ok' } } }))],
  ['HTML', html],
  ['a page that prints the request', reply(500, `<pre>${echo} ${DIAGNOSTICS}</pre>`)],
  ['cut JSON', cutJson],
  ['cut body', cutBody],
  ['reset', reset],
  ['no HTTP', notHttp],
  ['bad row', ok(pageOf(invoiceRow({ id: TOKEN })))],
  ['odd row', ok(pageOf(invoiceRow({ status: TOKEN, tva_calc: CLIENT, moment: echo })))],
  ['timeout', stall],
  ['cancelled', stall],
  ['unreachable', stall],
])('%s', (name, answer) => {
  it('shows nobody the keys nor the diagnostics', async () => {
    const told: unknown[] = [];
    const settings = { deadlineMs: name === 'timeout' ? 60 : 5000, ...(name === 'unreachable' ? { apiUrl: CLOSED_PORT } : {}) };
    const { client, upstream } = await withClient(answer, settings, { onCall: (call) => told.push(call), onOddity: (oddity) => told.push(oddity) });
    for (const call of calls) {
      const caller = new AbortController();
      const seen = upstream.seen.length;
      const result = call(client, caller.signal).catch((error: unknown) => error);
      if (name === 'cancelled') {
        await expect.poll(() => upstream.seen.length).toBeGreaterThan(seen);
        caller.abort();
      }
      told.push(await result);
    }
    expect(told.length).toBeGreaterThanOrEqual(6);
    for (const thing of told) {
      const text = everything(thing);
      for (const secret of [TOKEN, CLIENT, DIAGNOSTICS, 'PDOException']) expect(text).not.toContain(secret);
    }
  });
});

describe('the client itself', () => {
  it('prints without its keys', async () => {
    const { client } = await withClient(ok([]));
    expect(inspect(client, { depth: Infinity, showHidden: true })).not.toContain(TOKEN);
  });
});
