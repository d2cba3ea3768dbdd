import type { Dispatcher } from 'undici';
import { describe, expect, it } from 'vitest';

import { CallLife } from '../../src/upstream/call-life.ts';
import { ReplyHandler } from '../../src/upstream/reply-handler.ts';
import type { Responder } from './kit/loopback.ts';
import { ok } from './kit/loopback.ts';
import { withClient } from './kit/with-client.ts';

const scope = { language: 'ro' } as const;

describe('sockets', () => {
  it('are used again', async () => {
    const { client, upstream } = await withClient(ok([]));
    for (let n = 0; n < 20; n += 1) await client.getTariff(scope, 'x');
    expect(upstream.seen).toHaveLength(20);
    // A socket is free again a moment after its reply has ended, so two take turns.
    expect(upstream.connections).toBeLessThanOrEqual(2);
  });

  it('are bounded', async () => {
    const { client, upstream } = await withClient(ok([]), { connections: 3, maxConcurrent: 50 });
    await Promise.all(Array.from({ length: 50 }, () => client.getTariff(scope, 'x')));
    expect(upstream.seen).toHaveLength(50);
    expect(upstream.connections).toBe(3);
  });
});

describe('calls under way', () => {
  it('are bounded, and none is lost', async () => {
    let now = 0;
    let most = 0;
    const answer: Responder = (request, response, index) => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => {
        now -= 1;
        ok([])(request, response, index);
      }, 5);
    };
    const { client, upstream } = await withClient(answer, { connections: 20, maxConcurrent: 4 });
    await Promise.all(Array.from({ length: 40 }, () => client.getTariff(scope, 'x')));
    expect(upstream.seen).toHaveLength(40);
    expect(most).toBe(4);
  });
});

describe('capabilities', () => {
  it('come from the table and are unlearnt', async () => {
    const { client } = await withClient(ok([]));
    expect(client.capabilities('invoice.list')).toStrictEqual({ batchById: true, batchByRelation: true });
    expect(client.capabilities('invoice.get')).toStrictEqual({ batchById: false, batchByRelation: false });
    client.noteUnsupported('invoice.list', 'batchById');
    expect(client.capabilities('invoice.list')).toStrictEqual({ batchById: false, batchByRelation: true });
    client.noteUnsupported('invoice.list', 'batchByRelation');
    expect(client.capabilities('invoice.list')).toStrictEqual({ batchById: false, batchByRelation: false });
    expect(client.capabilities('payment.list')).toStrictEqual({ batchById: true, batchByRelation: true });
  });
});

describe('a request that undici would send a second time by itself', () => {
  it('is stopped before its first byte', () => {
    const life = new CallLife(undefined, 1000);
    const aborted: string[] = [];
    const controller = (name: string): Dispatcher.DispatchController => ({ aborted: false, paused: false, reason: null, abort: () => aborted.push(name), pause: () => undefined, resume: () => undefined });
    let failure: unknown;
    const handler = new ReplyHandler(life, (reply) => reply, () => expect.fail('resolved'), (error) => {
      failure = error;
    });
    handler.onRequestStart(controller('first'));
    handler.onRequestStart(controller('second'));
    expect(aborted).toStrictEqual(['second']);
    expect(failure).toMatchObject({ kind: 'connectionLost', sent: 'maybe' });
    life.release();
  });
});
