import { afterEach, describe, expect, it } from 'vitest';

import { CallLife } from '../../src/upstream/call-life.ts';
import type { UpstreamClient } from '../../src/upstream/client.ts';
import type { CallClass } from '../../src/upstream/resilience/call-class.ts';
import { NotAdmitted } from '../../src/upstream/resilience/not-admitted.ts';
import type { EndTurn, GateClock, QuotaLane, QuotaSettings } from '../../src/upstream/resilience/quota-gate.ts';
import { createQuotaGate } from '../../src/upstream/resilience/quota-gate.ts';
import { catchFailure } from './kit/catch-failure.ts';
import { clientOf, sandboxOf } from './kit/over-sandbox.ts';

const SETTINGS: QuotaSettings = { defaultPauseMs: 1_000, maxPauseMs: 60_000, maxWaitMs: 5_000, maxWindow: 16, calmMs: 30_000, writesInARow: 4 };

/** A clock that stands still until it is moved. */
const stillClock = (): GateClock & { readonly move: (ms: number) => void } => {
  let now = 0;
  let alarms: { readonly at: number; readonly ring: () => void }[] = [];
  return {
    nowMs: () => now,
    later: (ms, ring) => void alarms.push({ at: now + ms, ring }),
    move(ms) {
      now += ms;
      const due = alarms.filter(({ at }) => at <= now);
      alarms = alarms.filter(({ at }) => at > now);
      for (const { ring } of due) ring();
    },
  };
};

const lives: CallLife[] = [];
const lifeOf = (ms = 600_000): CallLife => {
  const life = new CallLife(undefined, ms);
  lives.push(life);
  return life;
};
afterEach(() => {
  for (const life of lives.splice(0)) life.release();
});

const limited = (retryAfterMs?: number) => ({ limited: true, retryAfterMs }) as const;
const OK = { limited: false, succeeded: true } as const;
const FAILED = { limited: false, succeeded: false } as const;

/** A gate whose turns are noted. */
const gateOf = (settings: Partial<QuotaSettings> = {}) => {
  const clock = stillClock();
  const gate = createQuotaGate({ ...SETTINGS, ...settings }, clock);
  const admitted: string[] = [];
  const turns: EndTurn[] = [];
  const enter = (lane: QuotaLane, name: string, kind: CallClass = 'read', life = lifeOf()): void => {
    const entered = lane.enter(kind, life);
    const note = (endTurn: EndTurn): void => {
      admitted.push(name);
      turns.push(endTurn);
    };
    if (typeof entered === 'function') note(entered);
    else void entered.then(note, () => admitted.push(`${name} left`));
  };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { clock, gate, admitted, turns, enter, settle, limitOf: (lane: QuotaLane, ms?: number) => (lane.enter('read', lifeOf()) as EndTurn)(limited(ms)) };
};

describe('the gate of an upstream', () => {
  it('is open while nobody met a 429: no call waits, not even a moment', () => {
    const { gate, enter, admitted } = gateOf();
    const lane = gate.laneOf();
    for (let i = 0; i < 100; i += 1) enter(lane, `${i}`);
    expect(admitted).toHaveLength(100);
  });

  it('holds back who met one, for as long as it says, and nobody else', async () => {
    const { gate, clock, enter, admitted, settle, limitOf } = gateOf();
    const [hasty, other] = [gate.laneOf(), gate.laneOf()];
    limitOf(hasty, 3_000);
    enter(hasty, 'hasty');
    enter(other, 'other');
    await settle();
    expect(admitted).toEqual(['other']);
    clock.move(2_999);
    await settle();
    expect(admitted).toEqual(['other']);
    clock.move(1);
    await settle();
    expect(admitted).toEqual(['other', 'hasty']);
  });

  it('without Retry-After waits a second; a foolish one is not believed', () => {
    const { gate, clock, limitOf } = gateOf();
    const waitOf = (lane: QuotaLane): unknown => {
      try {
        return lane.enter('read', lifeOf(10));
      } catch (error) {
        return error;
      }
    };
    const lane = gate.laneOf();
    limitOf(lane);
    expect(waitOf(lane)).toMatchObject({ kind: 'rateLimited', retryAfterMs: 1_000 });
    clock.move(1_000);
    const foolish = gate.laneOf();
    limitOf(foolish, 999_999_999_000);
    expect(waitOf(foolish)).toMatchObject({ kind: 'rateLimited', retryAfterMs: 60_000 });
  });

  it('refuses at once what cannot wait so long', () => {
    const { gate, limitOf } = gateOf();
    const lane = gate.laneOf();
    limitOf(lane, 5_000);
    expect(() => lane.enter('read', lifeOf(4_000))).toThrow(NotAdmitted);
    expect(lane.enter('read', lifeOf(6_000))).toBeInstanceOf(Promise);
    const patient = gate.laneOf();
    limitOf(patient, 5_001);
    expect(() => patient.enter('read', lifeOf())).toThrow(NotAdmitted);
  });

  it('refuses who waits when the pause gets too long', async () => {
    const { gate, enter, admitted, settle, limitOf } = gateOf();
    const lane = gate.laneOf();
    const first = lane.enter('read', lifeOf()) as EndTurn;
    limitOf(lane, 1_000);
    enter(lane, '1');
    enter(lane, '2', 'write');
    first(limited(60_000));
    await settle();
    expect(admitted).toEqual(['2 left', '1 left']);
  });

  it('holds nobody back for the pause of another', async () => {
    const { gate, clock, enter, admitted, turns, settle, limitOf } = gateOf();
    const [short, long] = [gate.laneOf(), gate.laneOf()];
    limitOf(short, 1_000);
    limitOf(long, 4_000);
    enter(long, 'long');
    enter(short, 'short');
    clock.move(1_000);
    await settle();
    expect(admitted).toEqual(['short']);
    turns.shift()?.(OK);
    clock.move(3_000);
    await settle();
    expect(admitted).toEqual(['short', 'long']);
  });

  it('then lets one call through, and one more at once after each that went well', async () => {
    const { gate, clock, enter, admitted, turns, settle, limitOf } = gateOf({ maxWindow: 3 });
    const lane = gate.laneOf();
    limitOf(lane);
    for (let i = 1; i <= 12; i += 1) enter(lane, `${i}`);
    clock.move(1_000);
    await settle();
    expect(admitted).toHaveLength(1);
    for (const [answer, underWay] of [[OK, 2], [OK, 3], [OK, 3], [FAILED, 3]] as const) {
      turns.shift()?.(answer);
      await settle();
      expect(turns).toHaveLength(underWay);
    }
    // Another 429 begins it anew: the two others under way end first.
    turns.shift()?.(limited(1_000));
    turns.shift()?.(OK);
    turns.shift()?.(OK);
    await settle();
    expect(turns).toHaveLength(0);
  });

  it('lets those in line take turns, each its writes first', async () => {
    const { gate, clock, enter, admitted, turns, settle, limitOf } = gateOf({ maxWindow: 1, writesInARow: 2 });
    const [a, b, c] = [gate.laneOf(), gate.laneOf(), gate.laneOf()];
    for (const lane of [a, b, c]) limitOf(lane);
    for (const name of ['a r1', 'a r2', 'a r3']) enter(a, name);
    for (const name of ['a w1', 'a w2', 'a w3']) enter(a, name, 'write');
    enter(b, 'b r1');
    enter(c, 'c r1');
    enter(c, 'c w1', 'write');
    clock.move(1_000);
    for (let i = 0; i < 9; i += 1) {
      await settle();
      turns.shift()?.(OK);
    }
    expect(admitted).toEqual(['a w1', 'b r1', 'c w1', 'a w2', 'c r1', 'a r1', 'a w3', 'a r2', 'a r3']);
  });

  it('forgets who goes away while waiting', async () => {
    const { gate, clock, enter, admitted, settle, limitOf } = gateOf();
    const lane = gate.laneOf();
    limitOf(lane);
    const caller = new AbortController();
    const life = new CallLife(caller.signal, 60_000);
    enter(lane, 'gone', 'read', life);
    enter(lane, 'stays');
    caller.abort();
    await settle();
    clock.move(1_000);
    await settle();
    expect(admitted).toEqual(['gone left', 'stays']);
    life.release();
  });

  it('is open again after a calm, once nobody waits any more', async () => {
    const { gate, clock, enter, admitted, turns, settle, limitOf } = gateOf({ maxWindow: 1 });
    const lane = gate.laneOf();
    limitOf(lane);
    clock.move(29_999);
    for (const name of ['1', '2']) enter(lane, name);
    await settle();
    clock.move(1);
    enter(lane, '3');
    await settle();
    expect(admitted).toEqual(['1']);
    for (let i = 0; i < 3; i += 1) {
      turns.shift()?.(OK);
      await settle();
    }
    expect(admitted).toEqual(['1', '2', '3']);
    for (const name of ['4', '5', '6']) enter(lane, name);
    expect(admitted).toEqual(['1', '2', '3', '4', '5', '6']);
  });
});

describe('two tenants of one upstream', () => {
  const SCOPE = { language: 'ro' } as const;
  /** A read that is known by the number of rows it asks for. */
  const read = (client: UpstreamClient, length: number) => client.listInvoices(SCOPE, { filter: {}, sort: [], start: 0, length });
  const write = (client: UpstreamClient, name: string) => client.putCustomer(SCOPE, { email: 'a@b.md', name });

  it('take turns after a 429, writes first', async () => {
    const clock = stillClock();
    const gate = createQuotaGate({ ...SETTINGS, maxWindow: 1 }, clock);
    const sandbox = await sandboxOf();
    const [a, b] = [clientOf(sandbox, { quota: gate.laneOf() }), clientOf(sandbox, { department: 1, quota: gate.laneOf() })];
    sandbox.faults.add({ endpoint: '*', kind: '429', retryAfter: 2, times: 2 });
    expect(await catchFailure(read(a, 10))).toMatchObject({ kind: 'rateLimited', retryAfterMs: 2_000, sent: 'answered' });
    expect(await catchFailure(read(b, 20))).toMatchObject({ kind: 'rateLimited', retryAfterMs: 2_000 });

    const calls = [read(a, 11), read(a, 12), read(a, 13), write(a, 'of a'), read(b, 21), write(b, 'of b')];
    clock.move(1_999);
    await new Promise((resolve) => setImmediate(resolve));
    expect(sandbox.calls.count()).toBe(2);
    clock.move(1);
    await Promise.all(calls);
    const order = sandbox.calls.all().slice(2).map(({ body }) => {
      const { length, customer } = body as { readonly length?: number; readonly customer?: { readonly caption?: string } };
      return length ?? customer?.caption;
    });
    expect(order).toEqual(['of a', 'of b', 11, 21, 12, 13]);
  });

  it('share nothing where only one met a 429', async () => {
    const gate = createQuotaGate(SETTINGS, stillClock());
    const sandbox = await sandboxOf();
    const [a, b] = [clientOf(sandbox, { quota: gate.laneOf() }), clientOf(sandbox, { department: 1, quota: gate.laneOf() })];
    sandbox.faults.add({ endpoint: '*', kind: '429', retryAfter: 60 });
    await catchFailure(read(a, 1));
    expect(await catchFailure(read(a, 1))).toMatchObject({ kind: 'rateLimited', code: 'UPSTREAM_RATE_LIMITED', sent: 'nothing', retryAfterMs: 60_000, attempts: 0 });
    expect(await write(a, 'of a')).toMatchObject({ outcome: 'refused', failure: { kind: 'rateLimited', sent: 'nothing' } });
    expect(sandbox.calls.count()).toBe(1);
    expect((await read(b, 1)).rows).toHaveLength(1);
  });
});
